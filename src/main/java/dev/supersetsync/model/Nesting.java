package dev.supersetsync.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Which parenthesis closes which, and which END its CASE, in the tokens of a formula. */
final class Nesting {

    private final List<Token> tokens;
    private final int[] ends;
    private final Deque<Integer> open = new ArrayDeque<>();

    private Nesting(List<Token> tokens) {
        this.tokens = tokens;
        this.ends = new int[tokens.size()];
        Arrays.fill(ends, -1);
    }

    static Nesting of(List<Token> tokens) {
        Nesting nesting = new Nesting(tokens);
        for (int index = 0; index < tokens.size(); index++) {
            nesting.visit(index);
        }
        if (!nesting.open.isEmpty()) {
            throw new FormulaSyntaxException(
                    nesting.isParenthesis(nesting.open.pop()) ? "a ( is not closed" : "a CASE has no END");
        }
        return nesting;
    }

    /** Where what begins here ends, or the token itself if nothing begins here. */
    int end(int index) {
        return ends[index] < 0 ? index : ends[index];
    }

    private void visit(int index) {
        if (isParenthesis(index) || isKeyword(index, "CASE")) {
            open.push(index);
        } else if (tokens.get(index).is(Token.Kind.CLOSE)) {
            close(index, true, "a ) closes nothing");
        } else if (isKeyword(index, "END")) {
            close(index, false, "an END has no CASE");
        }
    }

    private void close(int index, boolean parenthesis, String mismatch) {
        if (open.isEmpty() || isParenthesis(open.peek()) != parenthesis) {
            throw new FormulaSyntaxException(mismatch);
        }
        ends[open.pop()] = index;
    }

    private boolean isParenthesis(int index) {
        return tokens.get(index).is(Token.Kind.OPEN);
    }

    private boolean isKeyword(int index, String keyword) {
        boolean qualified = index > 0 && tokens.get(index - 1).isSymbol(".");
        return !qualified && tokens.get(index).keyword().equals(keyword);
    }
}
