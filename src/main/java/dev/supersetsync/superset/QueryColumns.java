package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.WarehouseColumn;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds the columns of a query by running it for one row, as Superset does when it creates a virtual dataset. The query
 * stands in brackets, so that nothing but a query runs.
 */
final class QueryColumns {

    private final SqlLab sqlLab;

    QueryColumns(SqlLab sqlLab) {
        this.sqlLab = sqlLab;
    }

    TableFacts of(Database database, DatasetKey key, String sql) {
        Optional<String> single = SqlText.single(sql);
        if (single.isEmpty()) {
            return new TableFacts.DoesNotRun("Only one statement can stand in a dataset");
        }
        String query = "(\n" + single.get() + "\n) virtual_table";
        TableFacts facts = ask(database, key, "SELECT * FROM " + query, sql);
        return hasNoColumns(facts) ? withRow(database, key, query, sql) : facts;
    }

    /** Before 6.0 a result without rows has no columns: this one always has a row. */
    private TableFacts withRow(Database database, DatasetKey key, String query, String sql) {
        String always = "SELECT virtual_table.* FROM (SELECT 1 AS one_row) any_row LEFT JOIN " + query + " ON 1 = 0";
        TableFacts facts = ask(database, key, always, sql);
        return facts instanceof TableFacts.Present && !hasNoColumns(facts)
                ? facts
                : new TableFacts.Unknown("the query gives no rows now, and Superset then tells no columns");
    }

    private static boolean hasNoColumns(TableFacts facts) {
        return facts instanceof TableFacts.Present present && present.columns().isEmpty();
    }

    private TableFacts ask(Database database, DatasetKey key, String wrapped, String sql) {
        var question = new SqlLab.Question(database.id(), key.catalog(), key.schema(), wrapped, 1);
        return switch (sqlLab.ask(question)) {
            case SqlLab.Reply.Rows rows ->
                new TableFacts.Present(
                        rows.columns().stream().map(QueryColumns::column).toList());
            case SqlLab.Reply.Refused refused -> refused(refused, database, sql);
            case SqlLab.Reply.None none -> new TableFacts.Unknown(none.why());
        };
    }

    private static TableFacts refused(SqlLab.Reply.Refused refused, Database database, String sql) {
        if (SqlText.hasJinja(sql)) {
            return new TableFacts.Unknown(
                    "it has a Jinja template, and as it stands it does not run: " + refused.message());
        }
        // SQL Server takes no WITH in brackets.
        boolean wrapping = "mssql".equals(database.backend()) && sql.strip().regionMatches(true, 0, "WITH", 0, 4);
        return wrapping ? new TableFacts.Unknown(refused.message()) : new TableFacts.DoesNotRun(refused.message());
    }

    /** The type is null where Superset has no word for the warehouse's, and it stores it so. */
    private static WarehouseColumn column(JsonNode json) {
        return new WarehouseColumn(
                json.path("column_name").asString(""),
                json.path("type").asString(""),
                json.path("is_dttm").asBoolean(false));
    }
}
