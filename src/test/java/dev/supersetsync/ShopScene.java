package dev.supersetsync;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some equal tables for each target, in a schema of its own, of one warehouse that is behind one Superset.
 *
 * @param prefix how the names of the schemas begin
 * @param database the name of the warehouse in Superset
 * @param tables how many tables each target has
 * @param names finds the names of the datasets of a schema
 * @param restarting restarts Superset
 */
record ShopScene(String prefix, String database, int tables, Function<String, List<String>> names, Runnable restarting)
        implements ReliabilityCampaign.Scene {

    /** Makes the tables of all targets by such statements. */
    ShopScene filled(List<String> targets, Consumer<String> sql) {
        targets.forEach(target -> {
            sql.accept("CREATE SCHEMA " + schema(target));
            IntStream.range(0, tables)
                    .forEach(table -> sql.accept(
                            "CREATE TABLE %s.table%d (id bigint, status text)".formatted(schema(target), table)));
        });
        return this;
    }

    private String schema(String target) {
        return prefix + target;
    }

    @Override
    public String document(String target, String mark, int many) {
        String models = IntStream.range(0, many)
                .mapToObj(table -> """
                        - {table: table%1$d, description: "%2$s", columns: [{name: id}, {name: status, label: "%2$s"}], metrics: [{name: rows, aggregation: COUNT}]}
                        """.formatted(table, mark))
                .collect(Collectors.joining());
        return """
                models:
                  name: %1$s
                  version: 1
                  defaults: {database: %2$s, schema: %1$s}
                  models:
                %3$s""".formatted(schema(target), database, models.indent(4));
    }

    @Override
    public List<String> datasets(String target) {
        return names.apply(schema(target));
    }

    @Override
    public void restart() {
        restarting.run();
    }
}
