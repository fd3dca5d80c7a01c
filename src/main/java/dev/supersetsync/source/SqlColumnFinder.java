package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.DateUnitExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns of an expression with their places. The library's finder of tables goes through all of an expression,
 * so it is taken for the columns too.
 */
final class SqlColumnFinder extends TablesNamesFinder<Void> {

    /** Written like columns, and none. */
    private static final Set<String> NO_COLUMNS =
            Set.of("CURRENT_USER", "SESSION_USER", "LOCALTIME", "LOCALTIMESTAMP", "SYSDATE", "CURRENT_CATALOG");

    /** Functions that take a unit of time such as MONTH, which is no column there. */
    private static final Pattern OF_TIME = Pattern.compile("(DATE|TIME|LAST_DAY).*");

    private final String text;
    private final int offset;
    private final List<ColumnName> columns = new ArrayList<>();
    private @Nullable AggregateCall aggregate;
    private int aggregates;
    private boolean ofTime;
    private boolean beyond;

    private SqlColumnFinder(String text, int offset) {
        this.text = text;
        this.offset = offset;
        init(true);
    }

    /**
     * The columns in the order of the text; empty if it has parts that are not read.
     *
     * @param text what the expression was read from
     * @param offset where in the text the places are counted from
     */
    static Optional<List<ColumnName>> find(String text, int offset, Expression expression) {
        SqlColumnFinder finder = new SqlColumnFinder(text, offset);
        expression.accept(finder, null);
        finder.columns.sort(Comparator.comparingInt(ColumnName::start));
        return finder.beyond ? Optional.empty() : Optional.of(List.copyOf(finder.columns));
    }

    @Override
    public <S> Void visit(Column column, S context) {
        if (column.getTable() == null
                && NO_COLUMNS.contains(column.getColumnName().toUpperCase(Locale.ROOT))) {
            return super.visit(column, context);
        }
        var node = column.getASTNode();
        if (node == null) {
            beyond = true;
            return super.visit(column, context);
        }
        int start = node.jjtGetFirstToken().absoluteBegin - 1;
        int end = node.jjtGetLastToken().absoluteEnd - 1;
        if (column.getArrayConstructor() != null) {
            end = text.indexOf('[', start);
        }
        columns.add(new ColumnName(
                start - offset,
                end - offset,
                qualifier(column),
                ColumnName.unquoted(column.getColumnName()),
                column.getColumnName(),
                aggregate));
        return super.visit(column, context);
    }

    private static @Nullable String qualifier(Column column) {
        if (column.getTable() == null || column.getTable().getNameParts() == null) {
            return null;
        }
        String qualifier = column.getTable().getNameParts().reversed().stream()
                .map(ColumnName::unquoted)
                .collect(Collectors.joining("."));
        return qualifier.isEmpty() ? null : qualifier;
    }

    @Override
    public <S> Void visit(Function function, S context) {
        within(function.getName(), function.isDistinct(), () -> {
            visitOrder(function.getOrderByElements(), context);
            super.visit(function, context);
        });
        return null;
    }

    /** A unit of time, or a column of such a name, which cannot be told apart. */
    @Override
    public <S> Void visit(DateUnitExpression unit, S context) {
        beyond |= !ofTime;
        return super.visit(unit, context);
    }

    @Override
    public <S> Void visit(AnalyticExpression function, S context) {
        if (function.getType() == AnalyticType.OVER) {
            beyond = true;
        }
        within(function.getName(), function.isDistinct(), () -> super.visit(function, context));
        return null;
    }

    @Override
    public <S> Void visit(ParenthesedSelect query, S context) {
        beyond = true;
        return null;
    }

    @Override
    public <S> Void visit(PlainSelect query, S context) {
        beyond = true;
        return null;
    }

    private <S> void visitOrder(@Nullable List<OrderByElement> order, S context) {
        if (order != null) {
            order.forEach(element -> element.getExpression().accept(this, context));
        }
    }

    private void within(String function, boolean distinct, Runnable visit) {
        String name = function.toUpperCase(Locale.ROOT);
        AggregateCall outer = aggregate;
        if (outer == null && AggregateCall.isKnown(name)) {
            aggregate = new AggregateCall(name, distinct, aggregates++);
        }
        boolean outerOfTime = ofTime;
        ofTime = OF_TIME.matcher(name).matches();
        visit.run();
        ofTime = outerOfTime;
        aggregate = outer;
    }
}
