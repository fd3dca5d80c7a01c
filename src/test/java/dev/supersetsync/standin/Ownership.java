package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules that only an owner or an Admin may change or delete, and that only an Admin may let go. */
final class Ownership {

    private Ownership() {}

    static void check(Metadata metadata, ObjectNode row, int user) {
        if (!isAdmin(metadata, user) && !isAmong(row.path("owners"), user)) {
            throw new Refused(Answer.message(403, "Forbidden"));
        }
    }

    /** The owners that somebody asked for, with that one if it is no Admin. */
    static ArrayNode kept(Metadata metadata, ArrayNode owners, int user) {
        return isAdmin(metadata, user) || isAmong(owners, user) ? owners : owners.insert(0, user);
    }

    static boolean isAdmin(Metadata metadata, int user) {
        return metadata.get(Kind.USER, user).path("admin").asBoolean(false);
    }

    private static boolean isAmong(JsonNode owners, int user) {
        return owners.valueStream().anyMatch(one -> one.asInt() == user);
    }
}
