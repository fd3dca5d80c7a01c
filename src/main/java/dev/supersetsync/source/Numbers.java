package dev.supersetsync.source;

import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns the digits of either notation into numbers, and refuses what no setting could hold anyway. */
final class Numbers {

    private static final int MOST_DIGITS = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Numbers() {}

    static JsonNode integer(String digits, int radix, Position position) {
        if (digits.length() > MOST_DIGITS) {
            throw tooLarge(position);
        }
        BigInteger value = new BigInteger(digits, radix);
        if (value.bitLength() < Integer.SIZE) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    static JsonNode decimal(String digits, Position position) {
        double value = digits.length() > MOST_DIGITS ? Double.NaN : Double.parseDouble(digits);
        if (!Double.isFinite(value)) {
            throw tooLarge(position);
        }
        return NODES.numberNode(value);
    }

    private static UnreadableDocument tooLarge(Position position) {
        return new UnreadableDocument(
                position.line(), position.column(), "this number is too large; write it in quotes if it is a text");
    }
}
