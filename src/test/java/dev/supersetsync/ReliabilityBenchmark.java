package dev.supersetsync;

import dev.supersetsync.ReliabilityCampaign.Size;
import dev.supersetsync.bench.Machine;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetOptions;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.List;

/**
 * Three replicas before a real Superset, while replicas, PostgreSQL and Superset go and come back. Not a test: {@code
 * bench/run reliability} starts it, and a test in small does the same.
 */
final class ReliabilityBenchmark {

    private static final int REPLICAS = 3;
    private static final int TABLES = 5;
    private static final String DATABASE = "reliability";

    /** Takes how many syncs, targets, callers, kills and freezes there are, and a number that decides what happens when. */
    void main(String[] arguments) {
        int syncs = number(arguments, 0, 200);
        run(new Size(
                syncs,
                number(arguments, 1, 4),
                number(arguments, 2, 20),
                number(arguments, 3, 5),
                number(arguments, 4, 2),
                1,
                2,
                number(arguments, 5, 1)));
        System.exit(0);
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static void run(Size size) {
        double load = Machine.load();
        try (SupersetServer superset = SupersetServer.start(SupersetOptions.defaults());
                Replicas replicas = Replicas.start(REPLICAS, superset.baseUrl(), size.targetNames())) {
            SupersetApi.of(superset)
                    .registerDatabase(DATABASE, Warehouse.shared().sqlalchemyUriFor(superset));
            ShopScene scene = new ShopScene(
                            "reliability_",
                            DATABASE,
                            TABLES,
                            schema -> datasets(SupersetApi.of(superset), schema),
                            superset::restart)
                    .filled(size.targetNames(), Warehouse.shared()::execute);
            CampaignFindings findings = ReliabilityCampaign.run(size, scene, replicas);
            System.out.printf(
                    "%nSuperset %s; %s, load average %.1f at the start and %.1f at the end; seed %d%n%s",
                    superset.version(), Machine.words(), load, Machine.load(), size.seed(), findings.report());
        }
    }

    private static List<String> datasets(SupersetApi api, String schema) {
        return api
                .list("/dataset/", "(filters:!((col:schema,opr:eq,value:%s)),page_size:100)".formatted(schema))
                .stream()
                .map(row -> row.path("table_name").asString())
                .toList();
    }
}
