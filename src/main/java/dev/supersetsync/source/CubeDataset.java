package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** The dataset that one cube becomes, with no other cube joined to it. */
final class CubeDataset {

    private static final Set<String> KNOWN = Set.of(
            "name",
            "sql_table",
            "sql",
            "sql_alias",
            "extends",
            "data_source",
            "title",
            "description",
            "public",
            "shown",
            "meta",
            "dimensions",
            "measures",
            "joins",
            "segments",
            "hierarchies",
            "pre_aggregations",
            "refresh_key",
            "access_policy",
            "calendar");

    private final Draft draft;
    private final CubeDefinition cube;
    private final Drafted model;
    private final CubeWords words;
    private final CubeSql sql;
    private final CubeMetrics metrics;
    private final Set<String> calculated = new HashSet<>();
    private final Set<String> needed = new TreeSet<>();

    private CubeDataset(Draft draft, CubeCatalog catalog, CubeDefinition cube, CubeSource source) {
        this.draft = draft;
        this.cube = cube;
        TableName table = source.table();
        this.model = draft.model(cube.own().part(), cube.own().path(), table == null ? cube.name() : table.table());
        this.words = new CubeWords(draft, model);
        this.sql = new CubeSql(draft, catalog, CubeScope.only(cube));
        this.metrics = new CubeMetrics(draft, this::calculate);
        CubeReader.putDatabase(draft, cube, model.node());
        source.place(model.node());
        if (source.query() != null) {
            model.node().put("sql", source.query());
        }
    }

    /** Makes the model of a cube that people may see. */
    static void read(Draft draft, CubeCatalog catalog, CubeDefinition cube) {
        if (cube.own().has("public")
                && !cube.own().fields().node().path("public").isBoolean()) {
            draft.lose(cube.name() + ": whether it is public depends on who asks, so that it becomes no dataset");
        }
        boolean isBase = cube.text("sql_table") == null && cube.text("sql") == null && catalog.isExtended(cube.name());
        if (!cube.isPublic() || isBase) {
            return;
        }
        try {
            Optional<CubeSource> source = CubeSource.of(draft, cube);
            source.ifPresent(from -> new CubeDataset(draft, catalog, cube, from).write());
        } catch (NotConvertible impossible) {
            draft.lose(cube.name() + ": it becomes no dataset: " + impossible.why());
        }
    }

    private void write() {
        String description = cube.text("description");
        if (description != null) {
            model.node().put("description", description);
        }
        cube.members("dimensions").forEach(this::writeDimension);
        writeMeasures();
        cube.holder("meta").ifPresent(holder -> words.settings(cube.name(), holder, model.node()));
        words.finish();
        loseRest();
    }

    private void writeDimension(String name, Placed dimension) {
        try {
            for (CubeDimensions.Column column : CubeDimensions.columns(name, dimension)) {
                writeColumn(dimension, column);
            }
        } catch (NotConvertible impossible) {
            model.lose("columns." + name, "the dimension " + name + " is left out: " + impossible.why());
        }
    }

    private void writeColumn(Placed dimension, CubeDimensions.Column of) throws NotConvertible {
        String expression = sql.dimension(cube, of.name(), of.holder());
        ObjectNode column = model.column(of.name());
        if (!isColumnOfItsName(expression, of.name())) {
            calculated.add(of.name());
            column.put("expression", expression);
            if (of.type() != null) {
                column.put("type", of.type());
            }
        }
        CubeDimensions.describe(dimension, column);
        words.ofDimension(of.name(), dimension, null, column);
    }

    private static boolean isColumnOfItsName(String expression, String name) {
        return SqlText.of(expression)
                .flatMap(SqlText::onlyColumn)
                .filter(column -> column.qualifier() == null && column.name().equals(name))
                .isPresent();
    }

    private void writeMeasures() {
        Map<String, Placed> measures = cube.members("measures");
        measures.forEach((name, measure) -> {
            if (CubeDefinition.isPublic(measure)) {
                tryMeasure(name, measure);
            }
        });
        measures.forEach((name, measure) -> {
            if (CubeDefinition.isPublic(measure) || needed.contains(name)) {
                writeMeasure(name, measure);
            }
        });
    }

    private void tryMeasure(String name, Placed measure) {
        try {
            metrics.calculated(cube, name, measure);
        } catch (NotConvertible impossible) {
            model.lose("metrics." + name, "the measure " + name + " is left out: " + impossible.why());
        }
    }

    private void writeMeasure(String name, Placed measure) {
        try {
            ObjectNode calculation = metrics.calculated(cube, name, measure);
            ObjectNode metric = model.metric(name);
            metric.setAll(calculation);
            words.ofMeasure(name, measure, null, metric);
            if (!CubeDefinition.isPublic(measure)) {
                model.lose(
                        "metrics." + name,
                        "the measure " + name + " is not public, but others need it, and Superset hides no metrics");
            }
        } catch (NotConvertible toldAlready) {
            // It was told when the public measures were tried.
            return;
        }
    }

    private String measureInFormula(CubeDefinition of, String name) throws NotConvertible {
        Placed measure = of.measure(name).orElseThrow(() -> new NotConvertible("it needs the measure " + name));
        try {
            metrics.calculated(of, name, measure);
        } catch (NotConvertible impossible) {
            throw new NotConvertible("it needs the measure " + name + ", of which: " + impossible.why());
        }
        needed.add(name);
        return CubeMetrics.inFormula(name);
    }

    private void calculate(CubeDefinition of, Placed measure, ObjectNode metric) throws NotConvertible {
        Optional<CubeAggregate> aggregate = CubeMeasures.aggregate(of, measure, sql);
        if (aggregate.isPresent()) {
            Optional<String> dimension = CubeSql.onlyDimension(of, measure.text("sql"));
            if (dimension.isPresent()) {
                aggregate.get().writeAggregation(metric, dimension.get());
            } else {
                aggregate.get().write(metric, calculated::contains);
            }
            return;
        }
        writeCalculated(of, measure, metric);
    }

    private void writeCalculated(CubeDefinition of, Placed measure, ObjectNode metric) throws NotConvertible {
        String text = measure.text("sql");
        if (text == null) {
            throw new NotConvertible("it has no sql");
        }
        List<String> named = new ArrayList<>();
        String written = sql.of(of, measure, text, (owner, name) -> {
            named.add(name);
            return measureInFormula(owner, name);
        });
        if (named.isEmpty()) {
            metric.put("expression", written);
        } else if (text.contains("[")) {
            throw new NotConvertible("it has brackets in its SQL beside other measures");
        } else {
            metric.put("formula", written);
        }
    }

    private void loseRest() {
        CubeReader.loseFeatures(cube, model, List.of("segments", "hierarchies"));
        List<String> joins = List.copyOf(cube.members("joins").keySet());
        if (!joins.isEmpty()) {
            model.lose(
                    null,
                    "its joins to " + String.join(", ", joins)
                            + " are not taken over: only a view becomes a dataset with" + " joins");
        }
        cube.own().others(KNOWN).forEach(key -> model.lose(null, "the key " + key + " is not one of Cube's"));
    }
}
