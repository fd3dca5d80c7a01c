package dev.supersetsync.impact;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.KeepExpression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a parsed piece of SQL names. The library's finder of tables goes through all of a statement, so it is
 * taken for the columns too; it leaves out parts of window functions, which are visited here. A qualifier counts as
 * well, since it may be a column with fields.
 */
final class SqlColumns extends TablesNamesFinder<Void> {

    private static final int PATIENCE_IN_MILLIS = 2000;

    private final Set<String> names = new HashSet<>();
    private final Dialect dialect;

    private SqlColumns(Dialect dialect) {
        this.dialect = dialect;
        init(true);
    }

    /** The columns of an expression, a condition or a whole query; empty if it cannot be parsed. */
    static Optional<Set<String>> of(String sql, Dialect dialect) {
        return parsed("SELECT " + sql, dialect)
                .or(() -> parsed("SELECT 1 FROM t WHERE " + sql, dialect))
                .or(() -> parsed(sql, dialect))
                .map(statement -> new SqlColumns(dialect).in(statement));
    }

    private static Optional<Statement> parsed(String statement, Dialect dialect) {
        try {
            return Optional.of(CCJSqlParserUtil.parse(
                    statement,
                    parser -> parser.withTimeOut(PATIENCE_IN_MILLIS)
                            .withSquareBracketQuotation(dialect.squareBracketsQuote())));
        } catch (JSQLParserException e) {
            return Optional.empty();
        }
    }

    private Set<String> in(Statement statement) {
        getTables(statement);
        return names;
    }

    @Override
    public <S> Void visit(Column column, S context) {
        if (!(dialect.doubleQuotesAreTexts() && column.getColumnName().startsWith("\""))) {
            names.add(column.getUnquotedColumnName());
        }
        if (column.getTable() != null) {
            names.addAll(column.getTable().getNameParts().stream()
                    .map(SqlColumns::unquoted)
                    .toList());
        }
        return super.visit(column, context);
    }

    @Override
    public <S> Void visit(AnalyticExpression function, S context) {
        visitAll(function.getPartitionExpressionList(), context);
        visitOrder(function.getWindowDefinition().getOrderByElements(), context);
        visitOrder(function.getOrderByElements(), context);
        visitOrder(function.getFuncOrderBy(), context);
        visitKeep(function.getKeep(), context);
        return super.visit(function, context);
    }

    @Override
    public <S> Void visit(Function function, S context) {
        visitOrder(function.getOrderByElements(), context);
        visitKeep(function.getKeep(), context);
        visitAll(function.getChainedParameters(), context);
        return super.visit(function, context);
    }

    private <S> void visitAll(@Nullable Iterable<? extends Expression> expressions, S context) {
        if (expressions != null) {
            expressions.forEach(expression -> expression.accept(this, context));
        }
    }

    private <S> void visitOrder(@Nullable List<OrderByElement> order, S context) {
        if (order != null) {
            order.forEach(element -> element.getExpression().accept(this, context));
        }
    }

    private <S> void visitKeep(@Nullable KeepExpression keep, S context) {
        if (keep != null) {
            visitOrder(keep.getOrderByElements(), context);
        }
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && "\"`[".indexOf(name.charAt(0)) >= 0;
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
