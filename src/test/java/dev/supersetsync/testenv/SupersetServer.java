package dev.supersetsync.testenv;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A running real Superset. The one that all tests of a build share is, in this order: the one that {@code SUPERSET_URL}
 * names, one in a container where Docker runs, one installed from PyPI. Where none of these is possible the tests fail
 * and say what to install: they never skip. What was started here ends with this JVM.
 */
public final class SupersetServer implements AutoCloseable {

    private static final FutureTask<SupersetServer> SHARED =
            new FutureTask<>(() -> findOrStart(SupersetOptions.defaults()));

    private static final String NONE = """
            There is no Superset to test against, and none can be made. Do one of these:
            - start Docker, or
            - install Python 3.11 or 3.10 with its venv module (Debian: apt-get install python3.11-venv), or
            - set SUPERSET_URL, SUPERSET_USERNAME and SUPERSET_PASSWORD to a Superset that tests may write to.""";

    private final String baseUrl;
    private final String username;
    private final String password;
    private final String hostOfTests;
    private final Supplier<String> log;
    private final Runnable stop;
    private final Runnable restart;

    SupersetServer(
            String baseUrl,
            String username,
            String password,
            String hostOfTests,
            Supplier<String> log,
            Runnable stop,
            Runnable restart) {
        this.baseUrl = baseUrl;
        this.username = username;
        this.password = password;
        this.hostOfTests = hostOfTests;
        this.log = log;
        this.stop = stop;
        this.restart = restart;
    }

    /** The server that all tests of this JVM share; started by the first that asks. */
    public static SupersetServer shared() {
        SHARED.run();
        try {
            return SHARED.get();
        } catch (ExecutionException e) {
            var cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Superset starts", e);
        }
    }

    /** The server that {@code SUPERSET_URL} names, which is as it is, or else one that is started with these options. */
    public static SupersetServer findOrStart(SupersetOptions options) {
        return variable("SUPERSET_URL").map(SupersetServer::external).orElseGet(() -> start(options));
    }

    /** Starts another one, also where {@code SUPERSET_URL} is set. */
    public static SupersetServer start(SupersetOptions options) {
        // From within a container, the issuer of a test is not found.
        if (options.issuer().isEmpty() && SupersetContainer.isPossible()) {
            return SupersetContainer.start(testedVersion(), options);
        }
        var python = Python.find().orElseThrow(() -> new IllegalStateException(NONE));
        return SupersetProcess.start(SupersetInstallation.of(testedVersion(), python), options);
    }

    /** The version that this build tests against, unless {@code SUPERSET_URL} decides. */
    public static String testedVersion() {
        return System.getProperty("superset.version", "6.1.0");
    }

    public String baseUrl() {
        return baseUrl;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    /**
     * Ends it in the midst of what it does and starts it again where it was, with its metadata.
     *
     * @throws UnsupportedOperationException if it is no process that was started here
     */
    public void restart() {
        restart.run();
    }

    static void cannotRestart() {
        throw new UnsupportedOperationException("Only a Superset that was installed and started here is restarted.");
    }

    /** What the server says that it is. */
    public String version() {
        return SupersetHttp.version(baseUrl);
    }

    /** The end of the server's log. */
    public String log() {
        return log.get();
    }

    /** The name under which this server finds the machine that the tests run on. */
    String hostOfTests() {
        return hostOfTests;
    }

    /** The end of the shared server's log, if it ever started. */
    static String sharedLog() {
        return SHARED.state() == Future.State.SUCCESS ? SHARED.resultNow().log() : "(it did not start)";
    }

    @Override
    public void close() {
        stop.run();
    }

    private static SupersetServer external(String url) {
        return new SupersetServer(
                url.replaceFirst("/+$", ""),
                variable("SUPERSET_USERNAME").orElse("admin"),
                variable("SUPERSET_PASSWORD").orElse("admin"),
                "127.0.0.1",
                () -> "(the log of " + url + " is not at hand)",
                () -> {},
                SupersetServer::cannotRestart);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
