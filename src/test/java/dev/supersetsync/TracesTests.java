package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.OtlpStandIn.Span;
import dev.supersetsync.standin.SupersetStandIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a collector of traces is told of syncs by the whole service. The service is closed first: then it has told all. */
class TracesTests {

    private static final int SEVERAL = 6;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String[] TRACEPARENT = {"traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"};

    private final SupersetStandIn superset = SupersetStandIn.start("6.1.0");
    private final OtlpStandIn collector = OtlpStandIn.start();
    private final String apiKey = superset.createApiKey();

    @BeforeEach
    void fillWarehouse() {
        superset.warehouse()
                .execute("CREATE SCHEMA traced; "
                        + IntStream.range(0, SEVERAL)
                                .mapToObj("CREATE TABLE traced.t%s (id bigint, status text);"::formatted)
                                .collect(Collectors.joining()));
    }

    @AfterEach
    void stop() {
        superset.close();
        collector.close();
    }

    @Test
    void oneTraceLeadsFromTheCallToAllThatSupersetIsAsked() {
        try (var service = traced()) {
            service.post("/sync", document("One"), TRACEPARENT).expect(200);
        }

        Map<String, Span> spans = byId(collector.spans());
        List<Span> calls = named(spans, "/api/v1/");
        assertThat(spans.values()).extracting(Span::trace).containsOnly(TRACE);
        assertThat(spans.values()).filteredOn(span -> span.name().equals("run")).hasSize(1);
        assertThat(calls).extracting(Span::name).contains("GET /api/v1/dataset/", "PUT /api/v1/dataset/{id}");
        assertThat(calls)
                .allSatisfy(call -> assertThat(way(call, spans)).startsWith("http post /sync", "run"))
                .anySatisfy(call -> assertThat(way(call, spans))
                        .containsExactly("http post /sync", "run", "apply", "PUT /api/v1/dataset/{id}"));
    }

    @Test
    void aCallSaysWhichItWasAndHowItEnded() {
        superset.faults().on("PUT", "/api/v1/dataset/\\d+").answer(422, "{\"message\": {\"columns\": [\"no\"]}}");

        String run;
        try (var service = traced()) {
            run = service.post("/sync", document("One")).id();
        }

        assertThat(collector.spans())
                .filteredOn(span -> "422".equals(span.attributes().get("status")))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.attributes())
                        .containsEntry("target", "main")
                        .containsEntry("kind", "write")
                        .containsEntry("endpoint", "PUT /api/v1/dataset/{id}")
                        .hasEntrySatisfying("path", path -> assertThat(path).matches("/api/v1/dataset/\\d+")));
        assertThat(collector.spans())
                .filteredOn(span -> span.name().equals("run"))
                .singleElement()
                .satisfies(span -> assertThat(span.attributes()).containsEntry("run_id", run));
    }

    @Test
    void neitherSecretsNorWhatIsSentAreTold() {
        try (var service = traced()) {
            service.post("/sync", document("Nobody's business")).expect(200);
            service.get("/runs").expect(200);
        }

        assertThat(collector.spans()).hasSizeGreaterThan(10);
        assertThat(collector.text())
                .doesNotContain(apiKey, RunningService.TOKEN, "Nobody's business", "Bearer", "session=");
    }

    @Test
    void looksAndProbesAreNoTraces() {
        try (var service = traced()) {
            service.get("/actuator/health").expect(200);
            service.get("/actuator/prometheus", "text/plain").expect(200);
        }

        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void withoutACollectorThereAreNoTraces() {
        try (var service = RunningService.startWithTarget(target())) {
            service.post("/sync", document("One"), TRACEPARENT).expect(200);
        }

        assertThat(superset.requests().of("PUT", "/api/v1/dataset/\\d+")).hasSize(SEVERAL);
        assertThat(superset.requests().traced()).isZero();
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void supersetIsToldTheTraceToo() {
        try (var service = traced()) {
            service.post("/sync", document("One")).expect(200);
        }

        assertThat(superset.requests().traced())
                .isEqualTo(superset.requests().all().size());
    }

    private RunningService traced() {
        var settings = new LinkedHashMap<>(target());
        settings.put("management.opentelemetry.tracing.export.otlp.endpoint", collector.endpoint());
        return RunningService.startWithTarget(settings);
    }

    private Map<String, String> target() {
        return Map.of(
                "superset-sync.targets.main.url",
                superset.url(),
                "superset-sync.targets.main.api-key",
                apiKey,
                "superset-sync.targets.main.max-requests-per-second",
                "1000");
    }

    private static String document(String description) {
        return """
                models:
                  version: 1
                  name: traced
                  defaults: {database: warehouse, schema: traced}
                  models:
                %s
                """.formatted(IntStream.range(0, SEVERAL)
                .mapToObj(number -> "    - {table: t%s, description: \"%s\"}".formatted(number, description))
                .collect(Collectors.joining("\n")));
    }

    private static Map<String, Span> byId(List<Span> spans) {
        return spans.stream().collect(Collectors.toMap(Span::id, Function.identity()));
    }

    private static List<Span> named(Map<String, Span> spans, String part) {
        return spans.values().stream()
                .filter(span -> span.name().contains(part))
                .toList();
    }

    /** The names of spans from the first of the trace to this one. */
    private static List<String> way(Span span, Map<String, Span> spans) {
        Span parent = spans.get(span.parent());
        var way = parent == null ? new ArrayList<String>() : new ArrayList<>(way(parent, spans));
        way.add(span.name());
        return way;
    }
}
