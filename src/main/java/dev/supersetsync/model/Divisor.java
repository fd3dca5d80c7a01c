package dev.supersetsync.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds how far a divisor reaches: what binds tighter than a division belongs to it, such as a sign, a call with its
 * FILTER and OVER, a cast with {@code ::} or a power. It does not check that the rest is SQL.
 */
final class Divisor {

    private static final Set<String> SECOND_WORDS_OF_TYPES = Set.of("PRECISION", "VARYING");

    private final List<Token> tokens;
    private final Nesting nesting;

    Divisor(List<Token> tokens, Nesting nesting) {
        this.tokens = tokens;
        this.nesting = nesting;
    }

    /** The last token of the divisor that starts at this one. */
    int last(int start) {
        int last = operand(start);
        int next = continued(last);
        while (next > last) {
            last = next;
            next = continued(last);
        }
        return last;
    }

    private int operand(int start) {
        int index = start;
        while (symbol(index, "-") || symbol(index, "+")) {
            index++;
        }
        boolean present = token(index)
                .filter(token -> switch (token.kind()) {
                    case CLOSE, SLASH, SYMBOL -> false;
                    case METRIC, WORD, NUMBER, TEXT, QUOTED_NAME, OPEN -> true;
                })
                .isPresent();
        if (!present) {
            throw new FormulaSyntaxException("there is nothing to divide by after a /");
        }
        return nesting.end(index);
    }

    /** The last token of what belongs to the divisor that has reached this token, or the same one if nothing does. */
    private int continued(int last) {
        int next = last + 1;
        if (token(next).isEmpty()) {
            return last;
        }
        if (symbol(next, ".") || symbol(next, "^")) {
            return operand(next + 1);
        }
        if (symbol(next, "::")) {
            return type(operand(next + 1));
        }
        return calledOrPrefixed(last) ? nesting.end(next) : clause(last);
    }

    private boolean calledOrPrefixed(int last) {
        Token next = tokens.get(last + 1);
        Token token = tokens.get(last);
        return token.canBeCalled() && next.is(Token.Kind.OPEN) || token.is(Token.Kind.WORD) && next.is(Token.Kind.TEXT);
    }

    private int type(int last) {
        if (SECOND_WORDS_OF_TYPES.contains(keyword(last + 1))) {
            return last + 1;
        }
        return keyword(last + 2).equals("TIME") && keyword(last + 3).equals("ZONE") ? last + 3 : last;
    }

    private int clause(int last) {
        int next = last + 1;
        return switch (keyword(next)) {
            case "FILTER", "OVER" -> token(next + 1).isPresent() ? nesting.end(next + 1) : last;
            case "WITHIN" -> token(next + 2).isPresent() ? nesting.end(next + 2) : last;
            case "IGNORE", "RESPECT" -> keyword(next + 1).equals("NULLS") ? next + 1 : last;
            default -> last;
        };
    }

    private Optional<Token> token(int index) {
        return index < tokens.size() ? Optional.of(tokens.get(index)) : Optional.empty();
    }

    private boolean symbol(int index, String symbol) {
        return token(index).filter(token -> token.isSymbol(symbol)).isPresent();
    }

    private String keyword(int index) {
        return token(index).map(Token::keyword).orElse("");
    }
}
