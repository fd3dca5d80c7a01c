package dev.supersetsync.source;

import dev.supersetsync.model.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The dataset that a view becomes: a query that joins its cubes, with the dimensions it includes as columns. A measure
 * that would count rows more often than they are there is left out.
 */
final class CubeView {

    private static final Set<String> KNOWN = Set.of(
            "name", "extends", "title", "description", "public", "shown", "meta", "cubes", "folders", "access_policy");

    private final Draft draft;
    private final CubeDefinition view;
    private final Drafted model;
    private final CubeWords words;
    private final CubeJoins joins;
    private final CubeViewMeasures measures;

    private CubeView(Draft draft, CubeDefinition view, CubeJoins joins) {
        this.draft = draft;
        this.view = view;
        this.model = draft.model(view.own().part(), view.own().path(), view.name());
        this.words = new CubeWords(draft, model);
        this.joins = joins;
        this.measures = new CubeViewMeasures(draft, model, words, joins);
    }

    /** Makes the model of a view that people may see. */
    static void read(Draft draft, CubeCatalog catalog, CubeDefinition view) {
        if (view.own().has("public")
                && !view.own().fields().node().path("public").isBoolean()) {
            draft.lose(view.name() + ": whether it is public depends on who asks, so that it becomes no dataset");
        }
        List<Placed> entries = view.entries("cubes");
        if (!view.isPublic()) {
            return;
        }
        if (entries.isEmpty()) {
            view.own().refuse(draft, "cubes", "must list cubes, each with a join_path and includes");
            return;
        }
        try {
            Optional<CubeDefinition> root = root(draft, catalog, entries.getFirst());
            if (root.isPresent()) {
                CubeJoins.from(draft, catalog, root.get())
                        .ifPresent(joins -> new CubeView(draft, view, joins).write(entries));
            }
        } catch (NotConvertible impossible) {
            draft.lose(view.name() + ": it becomes no dataset: " + impossible.why());
        }
    }

    private static Optional<CubeDefinition> root(Draft draft, CubeCatalog catalog, Placed entry) {
        Optional<String> path = entry.required(draft, "join_path");
        Optional<CubeDefinition> cube = path.flatMap(names -> catalog.cube(names.split("\\.")[0]));
        if (path.isPresent() && cube.isEmpty()) {
            String name = path.get().split("\\.")[0];
            entry.refuse(
                    draft, "join_path", "names the cube '" + name + "', which no file has" + catalog.nearest(name));
        }
        return cube;
    }

    private void write(List<Placed> entries) {
        CubeReader.putDatabase(draft, joins.root(), model.node());
        joins.place(model.node());
        String description = view.text("description");
        if (description != null) {
            model.node().put("description", description);
        }
        entries.forEach(this::writeEntry);
        measures.write();
        model.node().put("sql", joins.query().sql());
        view.holder("meta").ifPresent(holder -> words.settings(view.name(), holder, model.node()));
        words.finish();
        joins.cubes().forEach(cube -> CubeReader.losePolicy(cube, model));
        CubeReader.loseFeatures(view, model, List.of("folders"));
        view.own().others(KNOWN).forEach(key -> model.lose(null, "the key " + key + " is not one of Cube's"));
    }

    private void writeEntry(Placed entry) {
        Optional<String> path = entry.required(draft, "join_path");
        if (path.isEmpty()) {
            return;
        }
        List<String> names = List.of(path.get().split("\\."));
        try {
            if (!names.getFirst().equals(joins.root().name())) {
                throw new NotConvertible("a query begins with one cube, and here that is "
                        + joins.root().name());
            }
            include(entry, joins.join(entry, names));
        } catch (NotConvertible impossible) {
            model.lose(null, "what it includes of " + path.get() + " is left out: " + impossible.why());
        }
    }

    private void include(Placed entry, CubeDefinition cube) {
        Set<String> excluded = Set.copyOf(entry.texts("excludes"));
        JsonNode includes = entry.fields().node().path("includes");
        if (includes.isString() && includes.stringValue().equals("*")) {
            cube.members("dimensions").forEach((name, dimension) -> {
                if (!excluded.contains(name)) {
                    writeDimension(new CubeMember(cube, name, dimension, null, exposed(entry, cube, name, null)));
                }
            });
            cube.members("measures").forEach((name, measure) -> {
                if (!excluded.contains(name) && CubeDefinition.isPublic(measure)) {
                    measures.add(new CubeMember(cube, name, measure, null, exposed(entry, cube, name, null)));
                }
            });
            cube.members("segments").keySet().forEach(this::loseSegment);
            return;
        }
        if (!includes.isArray()) {
            entry.refuse(draft, "includes", "must be '*' or a list of members");
            return;
        }
        for (int index = 0; index < includes.size(); index++) {
            JsonNode item = includes.get(index);
            String at = Paths.item(Paths.member(entry.path(), "includes"), index);
            Placed override = item.isObject() ? new Placed(entry.part(), at, new Fields(item)) : null;
            String name =
                    override == null ? item.asString("") : override.fields().textOr("name", "");
            includeOne(entry, cube, name, override, at);
        }
    }

    private void includeOne(Placed entry, CubeDefinition cube, String name, @Nullable Placed override, String at) {
        String exposed = exposed(entry, cube, name, override);
        Optional<Placed> dimension = cube.dimension(name);
        Optional<Placed> measure = cube.measure(name);
        if (dimension.isPresent()) {
            writeDimension(new CubeMember(cube, name, dimension.get(), override, exposed));
        } else if (measure.isPresent()) {
            measures.add(new CubeMember(cube, name, measure.get(), override, exposed));
        } else if (cube.members("segments").containsKey(name)
                || cube.members("hierarchies").containsKey(name)) {
            loseSegment(name);
        } else {
            Set<String> known = new TreeSet<>(cube.members("dimensions").keySet());
            known.addAll(cube.members("measures").keySet());
            draft.refuse(
                    entry.part(),
                    at,
                    "names '" + name + "', which the cube " + cube.name() + " does not have"
                            + Nearest.question(name, known));
        }
    }

    private void loseSegment(String name) {
        model.lose(null, "the segment or hierarchy " + name + " is left out: datasets of Superset have none");
    }

    private static String exposed(Placed entry, CubeDefinition cube, String name, @Nullable Placed override) {
        String alias = override == null ? null : override.text("alias");
        String member = alias == null ? name : alias;
        return entry.isTrue("prefix") ? entry.fields().textOr("alias", cube.name()) + "_" + member : member;
    }

    private void writeDimension(CubeMember member) {
        try {
            for (CubeDimensions.Column column : CubeDimensions.columns(member.exposed(), member.placed())) {
                writeColumn(member, column);
            }
        } catch (NotConvertible impossible) {
            model.lose(
                    "columns." + member.exposed(),
                    "the dimension " + member.exposed() + " is left out: " + impossible.why());
        }
    }

    private void writeColumn(CubeMember member, CubeDimensions.Column of) throws NotConvertible {
        String sql = joins.sql().dimension(member.cube(), member.name(), of.holder());
        if (joins.query().hasColumn(of.name())) {
            member.placed()
                    .refuse(draft, "is '" + of.name() + "' in the view " + view.name() + ", as another member is");
            return;
        }
        joins.query().column(of.name(), sql);
        measures.mayUse(sql, of.name());
        ObjectNode column = model.column(of.name());
        CubeDimensions.describe(member.placed(), column);
        words.ofDimension(of.name(), member.placed(), member.override(), column);
    }
}
