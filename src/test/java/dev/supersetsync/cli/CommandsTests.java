package dev.supersetsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            nothing                              | false
            serve                                | false
            --server.port=8081                   | false
            serve --server.port=8081             | false
            --server.port=8081 serve             | false
            --help                               | true
            -V                                   | true
            serve --help                         | true
            validate --models serve              | true
            sync --models a.yaml                 | true
            -x                                   | true
            unknown                              | true
            """)
    void tellCommandsFromTheService(@org.jspecify.annotations.Nullable String arguments, boolean commands) {
        String[] all = arguments == null ? new String[0] : arguments.split(" ");

        assertThat(Commands.areMeantBy(all)).isEqualTo(commands);
    }

    @Test
    void leaveTheOptionsOfTheService() {
        assertThat(Commands.ofService("serve", "--server.port=8081")).containsExactly("--server.port=8081");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown                              | Unmatched argument at index 0: 'unknown'
            validate --models a --outptu json    | Unknown option: '--outptu'
            validate --outptu json --models a    | Possible solutions: --output
            validate --models a --output xml     | expected one of [TEXT, JSON, MARKDOWN] (case-insensitive) but was 'xml'
            """)
    void sayWhatIsNotUnderstood(String arguments, String message) {
        var shown = Typed.here().command(arguments.split(" "));

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.err()).contains(message).contains("--help'");
        assertThat(shown.out()).isEmpty();
    }

    @Test
    void wantACommand() {
        var shown = Typed.here().command("--verbose");

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "validate", "convert", "plan", "sync", "export", "runs", "restore", "completion"})
    void explainThemselves(String command) {
        var shown = Typed.here().command(command, "--help");

        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).startsWith("Usage: superset-sync " + command);
        assertThat(Typed.here().command("--help").out()).contains("  " + command);
    }

    @Test
    void nameTheExitCodes() {
        assertThat(Typed.here().command("--help").out())
                .contains("4   There is something to change (plan --detailed-exitcode).");
    }

    @Test
    void tellTheVersion() {
        assertThat(Typed.here().command("--version").out()).startsWith("superset-sync ");
    }

    @Test
    void completeThemselves() {
        var shown = Typed.here().command("completion");

        assertThat(shown.exit()).isZero();
        assertThat(shown.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("--undeclared-columns", "\"native\" \"mara-schema\"");
    }
}
