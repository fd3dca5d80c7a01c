package dev.supersetsync.source;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the rows of a cube come from: a table, or a query.
 *
 * @param query null for a table
 * @param table null for a query
 */
record CubeSource(@Nullable TableName table, @Nullable String query) {

    /** The source of a cube; empty if it is refused. */
    static Optional<CubeSource> of(Draft draft, CubeDefinition cube) throws NotConvertible {
        String table = cube.text("sql_table");
        String query = cube.text("sql");
        Placed own = cube.own();
        if (own.has("sql") && own.has("sql_table")) {
            own.refuse(draft, "must have one of sql_table and sql, and has both");
            return Optional.empty();
        }
        boolean isTable = own.has("sql_table") || (table != null && !own.has("sql"));
        if (isTable && table != null) {
            return Optional.of(ofTable(plain(table)));
        }
        if (query == null || query.isBlank()) {
            own.refuse(draft, "must have sql_table or sql");
            return Optional.empty();
        }
        return Optional.of(new CubeSource(null, plain(query).strip()));
    }

    private static CubeSource ofTable(String table) {
        return TableName.of(table)
                .map(name -> new CubeSource(name, null))
                .orElseGet(() -> new CubeSource(null, "SELECT * FROM " + table));
    }

    /** SQL that names no other cubes. */
    private static String plain(String sql) throws NotConvertible {
        StringBuilder text = new StringBuilder();
        for (CubeTemplate.Piece piece : CubeTemplate.of(sql)) {
            switch (piece) {
                case CubeTemplate.Piece.Sql(String part) -> text.append(part);
                case CubeTemplate.Piece.Reference(List<String> path) ->
                    throw new NotConvertible("its query names the cube " + path.getFirst());
            }
        }
        return text.toString();
    }

    /** Says in a model which catalog and schema it is in, as far as the cube does. */
    void place(ObjectNode node) {
        if (table != null && table.top() != null) {
            node.put("catalog", table.top());
        }
        if (table != null && table.schema() != null) {
            node.put("schema", table.schema());
        }
    }

    /** What a query reads its rows from. */
    String asTable() {
        return table == null ? JoinedQuery.asTable(String.valueOf(query)) : table.inFull();
    }
}
