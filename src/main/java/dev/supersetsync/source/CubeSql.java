package dev.supersetsync.source;

import dev.supersetsync.model.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes the SQL of cubes for one place: what stands in braces becomes columns, dimensions are spelled out. It does not
 * know what the place is.
 */
final class CubeSql {

    /** Stands for a cube without an alias, and goes with the dot behind it. */
    private static final String ALONE = "\u0000";

    private final Draft draft;
    private final CubeCatalog catalog;
    private final CubeScope scope;
    private final Deque<String> within = new ArrayDeque<>();

    CubeSql(Draft draft, CubeCatalog catalog, CubeScope scope) {
        this.draft = draft;
        this.catalog = catalog;
        this.scope = scope;
    }

    /** The SQL of a dimension. */
    String dimension(CubeDefinition cube, String name, Placed dimension) throws NotConvertible {
        String member = cube.name() + "." + name;
        if (within.contains(member)) {
            dimension.refuse(draft, "is circular: it needs itself, by way of " + String.join(", ", within));
            throw new NotConvertible("it is circular");
        }
        within.push(member);
        try {
            return dimension.has("case") ? cases(cube, dimension.below("case")) : ofSql(cube, dimension);
        } finally {
            within.pop();
        }
    }

    private String ofSql(CubeDefinition cube, Placed dimension) throws NotConvertible {
        String sql = dimension.text("sql");
        if (sql == null || sql.isBlank()) {
            dimension.refuse(draft, "sql", "is missing");
            throw new NotConvertible("it has no sql");
        }
        return of(cube, dimension, sql);
    }

    private String cases(CubeDefinition cube, Placed cases) throws NotConvertible {
        StringBuilder sql = new StringBuilder("CASE");
        for (Placed when : cases.list("when")) {
            sql.append(" WHEN ")
                    .append(SqlText.closed(ofSql(cube, when)))
                    .append(" THEN ")
                    .append(label(cube, when));
        }
        if (cases.has("else")) {
            sql.append(" ELSE ").append(label(cube, cases.below("else")));
        }
        return sql.append(" END").toString();
    }

    private String label(CubeDefinition cube, Placed holder) throws NotConvertible {
        JsonNode label = holder.fields().node().path("label");
        if (label.isObject()) {
            return SqlText.closed(ofSql(cube, holder.below("label")));
        }
        return "'" + label.asString("").replace("'", "''") + "'";
    }

    /** How measures are written that SQL names. */
    @FunctionalInterface
    interface MeasureNames {
        String of(CubeDefinition cube, String measure) throws NotConvertible;
    }

    /** SQL about single rows. */
    String of(CubeDefinition cube, Placed at, String sql) throws NotConvertible {
        return of(cube, at, sql, (owner, measure) -> {
            throw new NotConvertible("it names the measure " + measure + " where there are single rows");
        });
    }

    /** SQL that may name measures. */
    String of(CubeDefinition cube, Placed at, String sql, MeasureNames measures) throws NotConvertible {
        StringBuilder written = new StringBuilder();
        List<CubeTemplate.Piece> pieces = CubeTemplate.of(sql);
        for (int index = 0; index < pieces.size(); index++) {
            switch (pieces.get(index)) {
                case CubeTemplate.Piece.Sql(String text) -> written.append(text);
                case CubeTemplate.Piece.Reference(List<String> path) -> {
                    String after = index + 1 < pieces.size()
                                    && pieces.get(index + 1) instanceof CubeTemplate.Piece.Sql(String text)
                            ? text
                            : "";
                    written.append(reference(cube, at, path, after.startsWith("."), measures));
                }
            }
        }
        String result = written.toString().replace(ALONE + ".", "").strip();
        Optional<String> alias = scope.alias(cube);
        return alias.isEmpty() ? result : qualified(result, alias.get());
    }

    private String reference(
            CubeDefinition cube, Placed at, List<String> path, boolean beforeDot, MeasureNames measures)
            throws NotConvertible {
        String last = path.getLast();
        if (beforeDot) {
            CubeDefinition named = cube(cube, at, last);
            return scope.alias(named).map(SqlNames::alias).orElse(ALONE);
        }
        CubeDefinition owner = path.size() == 1 ? cube : cube(cube, at, path.get(path.size() - 2));
        return member(owner, at, last, measures);
    }

    private CubeDefinition cube(CubeDefinition cube, Placed at, String name) throws NotConvertible {
        if (name.equals("CUBE") || name.equals(cube.name())) {
            return cube;
        }
        Optional<CubeDefinition> named = catalog.cube(name);
        if (named.isEmpty() && cube.dimension(name).isPresent()) {
            throw new NotConvertible("it names a granularity of the dimension " + name);
        }
        if (named.isEmpty()) {
            at.refuse(draft, "names the cube '" + name + "', which no file has" + catalog.nearest(name));
            throw new NotConvertible("it names a cube that is not there");
        }
        return named.get();
    }

    private String member(CubeDefinition owner, Placed at, String name, MeasureNames measures) throws NotConvertible {
        scope.alias(owner);
        Placed dimension = owner.dimension(name).orElse(null);
        if (dimension != null) {
            String sql = dimension(owner, name, dimension);
            return isSimple(sql) ? sql : SqlText.parenthesized(sql);
        }
        if (owner.measure(name).isPresent()) {
            return measures.of(owner, name);
        }
        Set<String> names = new TreeSet<>(owner.members("dimensions").keySet());
        names.addAll(owner.members("measures").keySet());
        at.refuse(
                draft,
                "names '" + name + "', which the cube " + owner.name() + " does not have"
                        + Nearest.question(name, names));
        throw new NotConvertible("it names what is not there");
    }

    private static boolean isSimple(String sql) {
        return SqlText.of(sql).flatMap(SqlText::onlyColumn).isPresent();
    }

    /** The dimension of the cube itself that SQL names, if it is nothing else. */
    static Optional<String> onlyDimension(CubeDefinition cube, @Nullable String sql) throws NotConvertible {
        if (sql == null) {
            return Optional.empty();
        }
        List<CubeTemplate.Piece> pieces = new ArrayList<>(CubeTemplate.of(sql.strip()));
        if (pieces.size() != 1 || !(pieces.getFirst() instanceof CubeTemplate.Piece.Reference(List<String> path))) {
            return Optional.empty();
        }
        boolean own = path.size() == 1
                || path.size() == 2
                        && (path.getFirst().equals("CUBE") || path.getFirst().equals(cube.name()));
        return own
                ? Optional.of(path.getLast())
                        .filter(name -> cube.dimension(name).isPresent())
                : Optional.empty();
    }

    private static String qualified(String sql, String alias) throws NotConvertible {
        SqlText text = SqlText.of(sql)
                .orElseThrow(() ->
                        new NotConvertible("its SQL is not understood, so that it cannot stand in a join: " + sql));
        return text.with(column ->
                column.qualifier() == null ? SqlNames.alias(alias) + "." + column.written() : text.original(column));
    }
}
