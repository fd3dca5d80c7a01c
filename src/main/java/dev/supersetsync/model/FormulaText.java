package dev.supersetsync.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * A formula that was read: which metrics it names, and the SQL that it becomes once these are known. Comments are gone
 * from that SQL, so that none can swallow what follows where one formula stands inside another.
 */
final class FormulaText {

    private final List<Token> tokens;
    private final int[] opening;
    private final int[] closing;

    private FormulaText(List<Token> tokens) {
        this.tokens = tokens;
        this.opening = new int[tokens.size()];
        this.closing = new int[tokens.size()];
    }

    /** Reads a formula, or throws {@link FormulaSyntaxException}. */
    static FormulaText of(String formula) {
        FormulaText text = new FormulaText(FormulaLexer.tokens(formula));
        text.findDivisors();
        return text;
    }

    private void findDivisors() {
        if (tokens.isEmpty()) {
            throw new FormulaSyntaxException("it is empty");
        }
        Divisor divisor = new Divisor(tokens, Nesting.of(tokens));
        for (int index = 0; index < tokens.size(); index++) {
            if (tokens.get(index).is(Token.Kind.SLASH)) {
                closing[divisor.last(index + 1)]++;
                opening[index + 1]++;
            }
        }
    }

    Set<String> metrics() {
        Set<String> names = new LinkedHashSet<>();
        tokens.stream()
                .filter(token -> token.is(Token.Kind.METRIC))
                .map(Token::text)
                .forEach(names::add);
        return names;
    }

    /** How long the SQL becomes with metrics of these lengths, or a little less. */
    long length(ToLongFunction<String> lengthOfMetric) {
        return tokens.stream()
                .mapToLong(token -> token.is(Token.Kind.METRIC)
                        ? lengthOfMetric.applyAsLong(token.text())
                        : token.text().length())
                .sum();
    }

    /** The SQL, in which each divisor is wrapped so that a division by zero answers NULL. */
    String sql(UnaryOperator<String> sqlOfMetric) {
        StringBuilder sql = new StringBuilder();
        for (int index = 0; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            sql.append(index == 0 ? "" : token.space())
                    .repeat("NULLIF(", opening[index])
                    .append(token.is(Token.Kind.METRIC) ? sqlOfMetric.apply(token.text()) : token.text())
                    .repeat(", 0)", closing[index]);
        }
        return sql.toString();
    }
}
