package dev.supersetsync.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a formula apart, so that a bracket or slash in a text, a quoted name or a comment is not mistaken for a metric or
 * a division. It knows the standard's quotes, and comments; a backslash is a plain character.
 */
final class FormulaLexer {

    private final String formula;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private String space = "";

    private FormulaLexer(String formula) {
        this.formula = formula;
    }

    static List<Token> tokens(String formula) {
        return new FormulaLexer(formula).run();
    }

    private List<Token> run() {
        while (position < formula.length()) {
            char next = formula.charAt(position);
            if (Character.isWhitespace(next)) {
                space += next;
                position++;
            } else if (formula.startsWith("--", position)) {
                skipComment(formula.indexOf('\n', position), formula.length(), 1);
            } else if (formula.startsWith("/*", position)) {
                skipComment(formula.indexOf("*/", position + 2), -1, 2);
            } else {
                readToken(next);
            }
        }
        return tokens;
    }

    private void skipComment(int end, int otherwise, int lengthOfEnd) {
        if (end < 0 && otherwise < 0) {
            throw new FormulaSyntaxException("a comment is not closed with */");
        }
        space = space.isEmpty() ? " " : space;
        position = end < 0 ? otherwise : end + lengthOfEnd;
    }

    private void readToken(char first) {
        switch (first) {
            case '[' -> add(Token.Kind.METRIC, unquoted(quoted(']', "a [ is not closed with ]")));
            case '\'' -> add(Token.Kind.TEXT, quoted(first, "a text is not closed with '"));
            case '"', '`' -> add(Token.Kind.QUOTED_NAME, quoted(first, "a quoted name is not closed with " + first));
            case '(' -> add(Token.Kind.OPEN, taken(1));
            case ')' -> add(Token.Kind.CLOSE, taken(1));
            case '/' -> add(Token.Kind.SLASH, taken(1));
            default -> readRun(first);
        }
    }

    private void readRun(char first) {
        if (isDigit(first) || first == '.' && isDigit(at(position + 1))) {
            add(Token.Kind.NUMBER, taken(numberEnd() - position));
        } else if (isWordCharacter(first)) {
            int end = position;
            while (isWordCharacter(at(end))) {
                end++;
            }
            add(Token.Kind.WORD, taken(end - position));
        } else {
            add(Token.Kind.SYMBOL, taken(formula.startsWith("::", position) ? 2 : 1));
        }
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, space));
        space = "";
    }

    private String taken(int length) {
        position += length;
        return formula.substring(position - length, position);
    }

    /** From the opening sign to the closing one; a closing sign that is written twice belongs to the content. */
    private String quoted(char close, String unclosed) {
        int end = formula.indexOf(close, position + 1);
        while (end >= 0 && at(end + 1) == close) {
            end = formula.indexOf(close, end + 2);
        }
        if (end < 0) {
            throw new FormulaSyntaxException(unclosed);
        }
        return taken(end + 1 - position);
    }

    private static String unquoted(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1).replace("]]", "]");
    }

    private int numberEnd() {
        int end = position;
        while (isDigit(at(end)) || at(end) == '.') {
            end++;
        }
        if (at(end) != 'e' && at(end) != 'E') {
            return end;
        }
        int exponent = at(end + 1) == '+' || at(end + 1) == '-' ? end + 2 : end + 1;
        if (!isDigit(at(exponent))) {
            return end;
        }
        while (isDigit(at(exponent))) {
            exponent++;
        }
        return exponent;
    }

    private char at(int index) {
        return index < formula.length() ? formula.charAt(index) : '\0';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isWordCharacter(char character) {
        return Character.isLetterOrDigit(character)
                || Character.isSurrogate(character)
                || character == '_'
                || character == '$'
                || character == '@';
    }
}
