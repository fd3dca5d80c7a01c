package dev.supersetsync.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints unknown keys as a short message in place of a stack trace. */
class UnknownSettingsAnalyzer extends AbstractFailureAnalyzer<UnknownSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettings cause) {
        return new FailureAnalysis(
                "The configuration has keys that are not known:\n\n    " + String.join("\n    ", cause.findings()),
                "Correct or remove them. docs/configuration.md lists every key.",
                cause);
    }
}
