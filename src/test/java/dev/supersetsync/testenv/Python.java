package dev.supersetsync.testenv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Python of this machine that the supported Supersets run on, and uv, which installs them in seconds. uv itself is
 * installed with pip into the cache folder, and uses the package index that pip is set to. No Python is downloaded.
 */
record Python(String executable) {

    private static final String VERSION = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])";

    static Optional<Python> find() {
        return Stream.of("python3.11", "python3.10", "python3", "python")
                .filter(candidate -> output(candidate, "-c", VERSION)
                        .filter(version -> version.equals("3.11") || version.equals("3.10"))
                        .isPresent())
                .map(Python::new)
                .findFirst();
    }

    /** Makes a virtual environment with exactly the packages of a lock file. */
    void install(Path environment, Path requirements, Path log) {
        var uv = uv(log).toString();
        var command = new Command(log, indexOfPip());
        command.run(uv, "venv", "--quiet", "--python", executable, environment.toString());
        command.run(
                uv,
                "pip",
                "install",
                "--quiet",
                "--python",
                environment.resolve("bin/python").toString(),
                "--require-hashes",
                "--requirements",
                requirements.toString());
    }

    private Path uv(Path log) {
        var home = Directories.cache().resolve("uv");
        var uv = home.resolve("bin/uv");
        if (!Files.isExecutable(uv)) {
            var command = new Command(log, Map.of());
            command.run(executable, "-m", "venv", "--clear", home.toString());
            command.run(home.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", "uv");
        }
        return uv;
    }

    /** uv does not read pip's settings. */
    private Map<String, String> indexOfPip() {
        var environment = new HashMap<>(Map.of("UV_PYTHON_DOWNLOADS", "never"));
        if (System.getenv("UV_DEFAULT_INDEX") == null && System.getenv("UV_INDEX_URL") == null) {
            Optional.ofNullable(System.getenv("PIP_INDEX_URL"))
                    .or(() -> output(executable, "-m", "pip", "config", "get", "global.index-url"))
                    .ifPresent(index -> environment.put("UV_DEFAULT_INDEX", index));
        }
        return environment;
    }

    private static Optional<String> output(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && !output.isEmpty() ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
