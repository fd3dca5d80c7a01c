package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the dashboard and the alerts of the chart against what the whole service really tells Prometheus. */
class MetricsTests {

    private static final Pattern USED =
            Pattern.compile("\\b(?:superset|http_server|jvm|process|hikaricp)_[a-z0-9_]+(?=[{\\s\\[(])");
    private static final Pattern TOLD = Pattern.compile("^([a-z][a-z0-9_]*)[{ ]", Pattern.MULTILINE);

    /** Only told where a job looks for it: see {@link JobsTests}. */
    private static final String OF_JOBS = "superset_sync_drift";

    @Test
    void everyMetricOfDashboardAndAlertsIsTold() throws IOException {
        Set<String> used = new TreeSet<>(used("dashboards/superset-sync.json"));
        used.addAll(used("templates/prometheusrule.yaml"));
        assertThat(used).contains(OF_JOBS).hasSizeGreaterThan(12);
        used.remove(OF_JOBS);

        assertThat(told()).containsAll(used);
    }

    private static Set<String> used(String file) throws IOException {
        String text = Files.readString(Path.of("helm/superset-sync", file));
        return USED.matcher(text.replace("\\\"", "\""))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a service with a run that changed something and withheld something. */
    private static Set<String> told() {
        try (var superset = SupersetStandIn.start("6.1.0");
                var service = RunningService.before(superset, Map.of())) {
            superset.warehouse().execute("CREATE SCHEMA shop; CREATE TABLE shop.orders (id bigint, status text);");
            service.post("/sync", """
                    models:
                      version: 1
                      name: shop
                      defaults: {database: warehouse, schema: shop}
                      models: [{table: orders}, {table: nowhere}]
                    """).expect(200);
            return TOLD.matcher(service.get("/actuator/prometheus", "text/plain")
                            .expect(200)
                            .text())
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
