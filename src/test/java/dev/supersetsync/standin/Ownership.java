package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import tools.jackson.databind.node.ObjectNode;

/** The rule that only an owner or an Admin may change or delete. */
final class Ownership {

    private Ownership() {}

    static void check(Metadata metadata, ObjectNode row, int user) {
        boolean admin = metadata.get(Kind.USER, user).path("admin").asBoolean(false);
        boolean owner = row.path("owners").valueStream().anyMatch(one -> one.asInt() == user);
        if (!admin && !owner) {
            throw new Refused(Answer.message(403, "Forbidden"));
        }
    }
}
