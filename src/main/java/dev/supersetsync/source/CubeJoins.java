package dev.supersetsync.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cubes that a view joins to its first one, each by one path. Only joins that lead to one row are taken, so that each
 * row of the first cube is there once.
 */
final class CubeJoins {

    private static final Set<String> ONE_TO_ONE = Set.of("one_to_one", "has_one", "hasOne", "oneToOne");
    private static final Set<String> MANY_TO_ONE = Set.of("many_to_one", "belongs_to", "belongsTo", "manyToOne");
    private static final Set<String> ONE_TO_MANY = Set.of("one_to_many", "has_many", "hasMany", "oneToMany");

    private final Draft draft;
    private final CubeCatalog catalog;
    private final CubeDefinition root;
    private final CubeSource source;
    private final CubeSql sql;
    private final JoinedQuery query;
    private final SequencedMap<String, Joined> joined = new LinkedHashMap<>();

    private CubeJoins(Draft draft, CubeCatalog catalog, CubeDefinition root, CubeSource source) {
        this.draft = draft;
        this.catalog = catalog;
        this.root = root;
        this.source = source;
        this.sql = new CubeSql(draft, catalog, this::alias);
        this.query = new JoinedQuery(source.asTable(), root.name());
        joined.put(root.name(), new Joined(root, root.name(), true));
    }

    /** No joins yet; empty if the source of the first cube is refused. */
    static Optional<CubeJoins> from(Draft draft, CubeCatalog catalog, CubeDefinition root) throws NotConvertible {
        return CubeSource.of(draft, root).map(source -> new CubeJoins(draft, catalog, root, source));
    }

    /** SQL of cubes that are joined, in the query. */
    CubeSql sql() {
        return sql;
    }

    JoinedQuery query() {
        return query;
    }

    CubeDefinition root() {
        return root;
    }

    /** All cubes that are in the query. */
    List<CubeDefinition> cubes() {
        return joined.values().stream().map(Joined::cube).toList();
    }

    /** Says in a model where the query's first table is. */
    void place(ObjectNode node) {
        source.place(node);
    }

    private Optional<String> alias(CubeDefinition cube) throws NotConvertible {
        if (!joined.containsKey(cube.name())) {
            throw new NotConvertible("it needs the cube " + cube.name() + ", which is not joined");
        }
        return Optional.of(cube.name());
    }

    /** Whether each row of a joined cube is there once at most. */
    boolean isOnce(@Nullable String cube) {
        Joined found = cube == null ? null : joined.get(cube);
        return found != null && found.once();
    }

    /** Joins the cubes of a path that are not joined yet, and gives the last one. */
    CubeDefinition join(Placed entry, List<String> path) throws NotConvertible {
        CubeDefinition at = root;
        for (int index = 1; index < path.size(); index++) {
            at = join(entry, at, path.get(index), String.join(".", path.subList(0, index + 1)));
        }
        return at;
    }

    private CubeDefinition join(Placed entry, CubeDefinition from, String name, String path) throws NotConvertible {
        Placed join = from.members("joins").get(name);
        Optional<CubeDefinition> to = catalog.cube(name);
        if (join == null || to.isEmpty()) {
            entry.refuse(
                    draft,
                    "join_path",
                    to.isEmpty()
                            ? "names the cube '" + name + "', which no file has" + catalog.nearest(name)
                            : "needs a join from " + from.name() + " to " + name + ", which " + from.name()
                                    + " does not have");
            throw new NotConvertible("its path is wrong");
        }
        boolean oneToOne = isOneToOne(join, from, name);
        Joined known = joined.get(name);
        if (known == null) {
            add(from, to.get(), join, new Joined(to.get(), path, oneToOne && isOnce(from.name())));
        } else if (!known.path().equals(path)) {
            throw new NotConvertible("the view reaches " + name + " by " + known.path()
                    + " too, and a query can have it by" + " one of them");
        }
        return to.get();
    }

    private boolean isOneToOne(Placed join, CubeDefinition from, String to) throws NotConvertible {
        String relationship = join.fields().textOr("relationship", "");
        if (ONE_TO_MANY.contains(relationship)) {
            throw new NotConvertible("the join from " + from.name() + " to " + to
                    + " is one_to_many: it would repeat the rows of " + from.name());
        }
        if (!ONE_TO_ONE.contains(relationship) && !MANY_TO_ONE.contains(relationship)) {
            join.refuse(
                    draft,
                    "relationship",
                    "must be one_to_one, one_to_many or many_to_one, and is '" + relationship + "'");
            throw new NotConvertible("its join is wrong");
        }
        return ONE_TO_ONE.contains(relationship);
    }

    private void add(CubeDefinition from, CubeDefinition to, Placed join, Joined added) throws NotConvertible {
        if (!to.dataSource().equals(root.dataSource())) {
            throw new NotConvertible(to.name() + " is in another data source");
        }
        CubeSource table = CubeSource.of(draft, to).orElseThrow(() -> new NotConvertible(to.name() + " has no source"));
        joined.put(to.name(), added);
        try {
            String condition = sql.of(from, join, join.fields().textOr("sql", ""));
            query.join(table.asTable(), to.name(), condition);
        } catch (NotConvertible impossible) {
            joined.remove(to.name());
            throw new NotConvertible("the join from " + from.name() + " to " + to.name() + ": " + impossible.why());
        }
    }

    /**
     * A cube in the query.
     *
     * @param once whether each of its rows is there once at most
     */
    private record Joined(CubeDefinition cube, String path, boolean once) {}
}
