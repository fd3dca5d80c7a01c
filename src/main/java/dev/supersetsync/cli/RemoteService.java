package dev.supersetsync.cli;

import dev.supersetsync.api.ProblemType;
import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.Syncs.LiveRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The use cases at a running service, through its HTTP API. A run that takes long is asked for again and again, so that no
 * proxy ends the call. It may go on at another replica than the one that was called: a call whose connection breaks is sent
 * again as the same, looks that fail are repeated, and the new attempt of an interrupted run is followed. The token is sent,
 * and never told.
 */
final class RemoteService implements Service {

    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MOST_FAILURES = 60;
    private static final int LONGEST_PAGE = 200;
    private static final String WAIT = "wait=50";
    private static final String JSON = "application/json";

    private final String url;
    private final Optional<String> token;
    private final Progress progress;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE_TO_CONNECT).build();

    RemoteService(String url, Optional<String> token, Progress progress) {
        this.url = url.replaceFirst("/+$", "");
        this.token = token;
        this.progress = progress;
    }

    @Override
    public PlanReport plan(Asked asked) {
        progress.begins("Planning");
        return Json.as(PlanReport.class, done(send(post("/plans", Multipart.of(asked)))));
    }

    @Override
    public String export(LiveRequest request, Written form) {
        progress.begins("Reading");
        String path =
                "/targets/" + encoded(Optional.ofNullable(request.target()).orElseGet(this::onlyTarget)) + "/models?"
                        + parameter("database", request.database())
                        + parameter("catalog", request.catalog())
                        + parameter("schema", request.schema())
                        + request.tables().stream()
                                .map(table -> parameter("table", table))
                                .collect(Collectors.joining())
                        + parameter("document", request.name());
        return switch (form) {
            case YAML ->
                exported(send(request(path).setHeader("Accept", "application/yaml, application/problem+json")));
            case JSON -> Json.pretty(done(send(request(path)))) + "\n";
        };
    }

    private String exported(HttpResponse<String> response) {
        if (response.statusCode() == 200) {
            return response.body();
        }
        throw refused(response, body(response));
    }

    private String onlyTarget() {
        JsonNode targets = done(send(request("/targets"))).path("items");
        if (targets.size() == 1) {
            return targets.get(0).path("name").asString();
        }
        String names = targets.valueStream()
                .map(target -> target.path("name").asString())
                .collect(Collectors.joining(", "));
        throw new Refusal.InvalidRequest(List.of(Violation.at("target", "Name one of the targets: " + names + ".")));
    }

    @Override
    public RunReport sync(Asked asked) {
        progress.begins("Working");
        return ended(post("/sync", Multipart.of(asked)));
    }

    @Override
    public RunReport restore(String runId, boolean force) {
        progress.begins("Working");
        var body = new Multipart(JSON, BodyPublishers.ofString("{\"force\": %s}".formatted(force)));
        return ended(post("/runs/" + encoded(runId) + "/restore", body));
    }

    /** The run as it ended, well or not. */
    private RunReport ended(HttpRequest.Builder request) {
        request.header("Prefer", WAIT)
                .header("Idempotency-Key", UUID.randomUUID().toString());
        HttpResponse<String> response = begun(request);
        try {
            return last(Json.as(RunReport.class, done(response)));
        } catch (Problem problem) {
            RunReport run = problem.run();
            if (run == null) {
                throw problem;
            }
            return last(run);
        }
    }

    private RunReport last(RunReport first) {
        RunReport run = newestAttempt(first);
        while (!run.status().isFinal()) {
            pause();
            run = newestAttempt(Json.as(RunReport.class, look("/runs/" + encoded(run.id()))));
        }
        return run;
    }

    /** The run that took the place of an interrupted one, if there is one. */
    private RunReport newestAttempt(RunReport run) {
        if (run.status() != RunStatus.INTERRUPTED) {
            return run;
        }
        String query = "/runs?size=" + LONGEST_PAGE + parameter("target", run.target());
        return Json.page(look(query)).items().stream()
                .filter(other -> run.id().equals(other.retryOf()))
                .findFirst()
                .map(again -> newestAttempt(Json.as(RunReport.class, look("/runs/" + encoded(again.id())))))
                .orElse(run);
    }

    private JsonNode look(String path) {
        return done(patiently(request(path)));
    }

    /** Where the connection breaks nobody knows whether a run began: the same call, by its key, leads to the same run. */
    private HttpResponse<String> begun(HttpRequest.Builder request) {
        try {
            return exchange(request);
        } catch (ConnectException | HttpConnectTimeoutException nothingBegan) {
            throw unreachable(nothingBegan);
        } catch (IOException broken) {
            pause();
            return patiently(request);
        }
    }

    private HttpResponse<String> patiently(HttpRequest.Builder request) {
        for (int failures = 0; failures < MOST_FAILURES; failures++) {
            try {
                HttpResponse<String> response = exchange(request);
                if (!isAway(response)) {
                    return response;
                }
            } catch (IOException broken) {
                progress.begins("Waiting for the service");
            }
            pause();
        }
        return send(request);
    }

    /** Whether nobody answered who knows of runs: a proxy, or a service that cannot reach its storage. */
    private static boolean isAway(HttpResponse<String> response) {
        return response.statusCode() >= 500
                && problemType(body(response))
                        .filter(type -> type != ProblemType.STORAGE_UNAVAILABLE)
                        .isEmpty();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The process ends.", e);
        }
    }

    @Override
    public RunReport run(String runId) {
        return Json.as(RunReport.class, done(send(request("/runs/" + encoded(runId)))));
    }

    @Override
    public Page<RunHead> runs(RunFilter filter, int most) {
        String query =
                "/runs?size=" + most + parameter("target", filter.target()) + parameter("status", filter.status());
        return Json.page(done(send(request(query))));
    }

    private static String parameter(String name, @Nullable Object value) {
        return value == null ? "" : "&" + name + "=" + encoded(value.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder post(String path, Multipart body) {
        return request(path).header("Content-Type", body.type()).POST(body.content());
    }

    private HttpRequest.Builder request(String path) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url + path)).header("Accept", JSON);
            token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
            return request;
        } catch (IllegalArgumentException e) {
            // The exception's own message would tell a token that cannot stand in a header.
            throw Problem.of(ProblemType.INVALID_REQUEST, "The server's address or the token is none: " + url);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Problem unreachable(IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Problem.of(ProblemType.INTERNAL_ERROR, "The service at " + url + " cannot be reached: " + why);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The process ends.", e);
        }
    }

    /** The body of an answer that says that it was done. */
    private JsonNode done(HttpResponse<String> response) {
        JsonNode body = body(response);
        if (response.statusCode() / 100 == 2 && body.isObject()) {
            return body;
        }
        throw refused(response, body);
    }

    private Problem refused(HttpResponse<String> response, JsonNode body) {
        return problemType(body)
                .map(type -> Problem.told(type, body))
                .orElseGet(() -> Problem.of(
                        ProblemType.INTERNAL_ERROR,
                        "%s answered %d, and not as superset-sync does: is this its address?"
                                .formatted(url, response.statusCode())));
    }

    private static Optional<ProblemType> problemType(JsonNode body) {
        return ProblemType.ofSlug(body.path("type").asString("").replaceFirst(".*/problems/", ""));
    }

    private static JsonNode body(HttpResponse<String> response) {
        try {
            return Json.parse(response.body());
        } catch (JacksonException e) {
            return Json.parse("null");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
