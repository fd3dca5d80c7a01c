package dev.supersetsync.superset;

import dev.supersetsync.state.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A metric's currency in Superset's JSON: an object, or in older versions a text with that object in it. */
final class Currencies {

    private Currencies() {}

    static Value read(JsonNode stored) {
        JsonNode currency = stored.isString() ? parsed(stored.asString()) : stored;
        String symbol = currency.path("symbol").asString("");
        return symbol.isEmpty()
                ? Value.UNSET
                : new Value.Currency(symbol, currency.path("symbolPosition").asString(null));
    }

    /** As this version takes it. */
    static JsonNode written(Value.Currency currency, ServerVersion version) {
        ObjectNode object = Answer.JSON
                .createObjectNode()
                .put("symbol", currency.symbol())
                .put("symbolPosition", currency.position());
        return version.currencyIsObject()
                ? object
                : Answer.JSON.getNodeFactory().stringNode(object.toString());
    }

    /** Some versions stored the text twice wrapped, or as it is printed in Python. */
    private static JsonNode parsed(String text) {
        try {
            return Answer.JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (JacksonException e) {
            return Answer.JSON.createObjectNode();
        }
    }
}
