package dev.supersetsync;

import dev.supersetsync.standin.SupersetStandIn;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether many models are synced with a small heap: by the service in a JVM of its own, through its HTTP API, with the
 * stand-in for Superset in this one. Not a test: {@code bench/run memory} starts it, and a test in small does the same.
 */
final class SmallHeap {

    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    private final int models;
    private final ServiceProcess service;

    private SmallHeap(int models, ServiceProcess service) {
        this.models = models;
        this.service = service;
    }

    /** Fails if it is not done, or not with this heap. */
    static void run(int models, String heap) {
        try (SupersetStandIn superset = SupersetStandIn.start("6.1.0")) {
            fill(superset, models);
            Map<String, String> target = Map.of(
                    "superset-sync.targets.main.url", superset.url(),
                    "superset-sync.targets.main.username", "admin",
                    "superset-sync.targets.main.password", "admin",
                    "superset-sync.targets.main.max-requests-per-second", "1000");
            try (ServiceProcess service = ServiceProcess.start(heap, target)) {
                new SmallHeap(models, service).syncs();
            }
        }
    }

    private void syncs() {
        System.out.println("| | bytes sent | seconds | most MB in use after a garbage collection, so far |");
        System.out.println("|---|---|---|---|");
        var same = new ManyModelsText(models, 0);
        sync("seen for the first time, JSON", JSON, same.json(), 0);
        sync("nothing changed, JSON", JSON, same.json(), 0);
        sync("nothing changed, YAML", YAML, same.yaml(), 0);
        int some = models / 100;
        sync(some + " changed, YAML", YAML, new ManyModelsText(models, some).yaml(), some);
    }

    private void sync(String what, String type, String body, int updated) {
        long start = System.nanoTime();
        Answer answer = service.post("/sync", type, body).expect(200);
        if (answer.count("updated") != updated || answer.count("unchanged") != models - updated) {
            throw new AssertionError(
                    "Other things were done than were to be: " + answer.body().path("summary"));
        }
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        System.out.printf("| %s | %,d | %.1f | %d |%n", what, body.length(), seconds, service.mostInUse());
    }

    private static void fill(SupersetStandIn superset, int models) {
        for (int model = 0; model < models; model++) {
            int number = model;
            int id = superset.people()
                    .addDataset(
                            ManyModelsText.SCHEMA,
                            ManyModelsText.table(model),
                            ManyModelsText.columns(),
                            ManyModelsText.metrics());
            ManyModelsText.calculatedColumns()
                    .forEach((name, sql) -> superset.people().addColumn(id, name, "NUMERIC", sql));
            superset.people().edit(id, dataset -> {
                dataset.put("description", "table " + number).put("main_dttm_col", "c00");
                int column = 0;
                for (var json : dataset.path("columns")) {
                    if (json.path("expression").isNull()) {
                        ((ObjectNode) json).put("verbose_name", ManyModelsText.label(number, column));
                        ((ObjectNode) json).put("is_dttm", column == 0);
                        column++;
                    }
                }
            });
        }
    }
}
