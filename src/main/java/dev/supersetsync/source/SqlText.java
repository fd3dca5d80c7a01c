package dev.supersetsync.source;

import dev.supersetsync.model.Aggregation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.jspecify.annotations.Nullable;

/**
 * An SQL expression that was read: which columns it names, where, and in which aggregates. Columns can be written
 * otherwise, and everything else stays as it was, with its spaces and comments. An expression with a window function or a
 * query of its own is not read: its columns need not be those of the rows around it.
 */
final class SqlText {

    /** A column alone, whose name may be a keyword of the parser, such as hour. */
    private static final Pattern COLUMN = Pattern.compile("\\s*+(?:([\\w$]+)\\.)?([\\p{L}_][\\w$]*)\\s*+");

    private static final Set<String> NO_COLUMNS = Set.of(
            "TRUE",
            "FALSE",
            "NULL",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "CURRENT_USER",
            "SESSION_USER",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "SYSDATE");

    /** Parentheses let nothing but one expression stand between them; the line ends a comment. */
    private static final String BEFORE = "SELECT (";

    private static final String AFTER = "\n)";
    /** The parser takes seconds for what is longer or deeper. */
    private static final int LONGEST = 20_000;

    private static final int DEEPEST = 50;
    private static final int PATIENCE_IN_MILLIS = 2000;

    private final String sql;
    private final Expression expression;
    private final List<ColumnName> columns;

    private SqlText(String sql, Expression expression, List<ColumnName> columns) {
        this.sql = sql;
        this.expression = expression;
        this.columns = columns;
    }

    /** Empty if it cannot be read. */
    static Optional<SqlText> of(String sql) {
        Matcher column = COLUMN.matcher(sql);
        boolean isColumn =
                column.matches() && !NO_COLUMNS.contains(column.group(2).toUpperCase(Locale.ROOT));
        return isColumn ? Optional.of(column(sql, column)) : parsed(sql);
    }

    private static SqlText column(String sql, Matcher found) {
        String name = found.group(2);
        int start = found.start(found.group(1) == null ? 2 : 1);
        ColumnName column = new ColumnName(start, found.end(2), found.group(1), name, name, null);
        return new SqlText(sql, new Column(name), List.of(column));
    }

    private static Optional<SqlText> parsed(String sql) {
        if (sql.length() > LONGEST || depth(sql) > DEEPEST) {
            return Optional.empty();
        }
        String statement = BEFORE + sql + AFTER;
        return expression(statement)
                .flatMap(expression -> SqlColumnFinder.find(statement, BEFORE.length(), expression)
                        .map(columns -> new SqlText(sql, expression, columns)));
    }

    private static int depth(String sql) {
        int depth = 0;
        int deepest = 0;
        for (int index = 0; index < sql.length(); index++) {
            char next = sql.charAt(index);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static Optional<Expression> expression(String statement) {
        try {
            var parsed = CCJSqlParserUtil.parse(statement, parser -> parser.withTimeOut(PATIENCE_IN_MILLIS));
            return parsed instanceof PlainSelect select
                            && select.getSelectItems().getFirst().getExpression()
                                    instanceof ParenthesedExpressionList<?> parentheses
                            && parentheses.size() == 1
                    ? Optional.of(parentheses.getFirst())
                    : Optional.empty();
        } catch (JSQLParserException unreadable) {
            return Optional.empty();
        }
    }

    /** The columns in the order of the text, as often as they are named. */
    List<ColumnName> columns() {
        return columns;
    }

    /** The column, if the expression is nothing else. */
    Optional<ColumnName> onlyColumn() {
        return expression instanceof Column column && column.getArrayConstructor() == null
                ? Optional.of(columns.getFirst())
                : Optional.empty();
    }

    /** The aggregate, if the expression is nothing else than one that our own format has a word for. */
    Optional<Aggregate> onlyAggregate() {
        if (!(expression instanceof net.sf.jsqlparser.expression.Function function) || !isPlain(function)) {
            return Optional.empty();
        }
        var parameter = function.getParameters().getFirst();
        return aggregation(function.getName(), function.isDistinct()).flatMap(aggregation -> switch (parameter) {
            case Column column
            when column.getArrayConstructor() == null -> Optional.of(new Aggregate(aggregation, columns.getFirst()));
            case AllColumns _ when aggregation == Aggregation.COUNT -> Optional.of(new Aggregate(aggregation, null));
            default -> Optional.empty();
        });
    }

    private static boolean isPlain(net.sf.jsqlparser.expression.Function function) {
        return function.getParameters() != null
                && function.getParameters().size() == 1
                && function.getOrderByElements() == null
                && function.getKeep() == null
                && function.getAttribute() == null;
    }

    private static Optional<Aggregation> aggregation(String function, boolean distinct) {
        String name = function.toUpperCase(Locale.ROOT);
        if (distinct) {
            return name.equals("COUNT") ? Optional.of(Aggregation.COUNT_DISTINCT) : Optional.empty();
        }
        return switch (name) {
            case "SUM" -> Optional.of(Aggregation.SUM);
            case "AVG" -> Optional.of(Aggregation.AVG);
            case "COUNT" -> Optional.of(Aggregation.COUNT);
            case "MIN" -> Optional.of(Aggregation.MIN);
            case "MAX" -> Optional.of(Aggregation.MAX);
            default -> Optional.empty();
        };
    }

    /** The column as it is written, with its qualifier. */
    String original(ColumnName column) {
        return sql.substring(column.start(), column.end());
    }

    /** The expression with each column written otherwise. */
    String with(Function<ColumnName, String> written) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (ColumnName column : columns) {
            text.append(sql, done, column.start()).append(written.apply(column));
            done = column.end();
        }
        return text.append(sql, done, sql.length()).toString().strip();
    }

    /** The SQL as something that can stand beside an operator. */
    static String parenthesized(String sql) {
        return "(" + closed(sql) + ")";
    }

    /** SQL after which other SQL can follow, although it may end in a comment. */
    static String closed(String sql) {
        return sql.contains("--") || sql.contains("#") ? sql + "\n" : sql;
    }

    /**
     * One aggregate of our own format.
     *
     * @param column null to count rows
     */
    record Aggregate(Aggregation aggregation, @Nullable ColumnName column) {}
}
