package dev.supersetsync.superset;

import dev.supersetsync.state.Owner;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.Value;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The users who can own datasets, read when they are first needed. Datasets tell ids, documents say e-mail addresses: an
 * owner without one, or who is not among them, is called {@code user:<id>}.
 */
final class Owners {

    private static final String PATH = "/api/v1/dataset/related/owners";
    private static final String BY_ID = "user:";

    private final Calls calls;
    private volatile @Nullable List<Owner> known;

    Owners(Calls calls) {
        this.calls = calls;
    }

    synchronized List<Owner> all() {
        List<Owner> owners = known;
        if (owners == null) {
            owners = new Pages(calls).related(PATH).stream().map(Owners::owner).toList();
            known = owners;
        }
        return owners;
    }

    /** The owners of a dataset, as documents name them. */
    Value named(JsonNode owners) {
        return new Value.Names(owners.values().stream()
                .map(owner -> name(owner.path("id").asInt()))
                .toList());
    }

    /** Those of these who are not among the users. */
    Set<String> departed(Collection<String> names) {
        return names.stream()
                .filter(name -> all().stream().noneMatch(owner -> isCalled(owner, name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isCalled(Owner owner, String name) {
        return name.equals(BY_ID + owner.id()) || name.equalsIgnoreCase(owner.email());
    }

    /** The ids of owners as a write needs them. */
    ArrayNode ids(Value.Names names) {
        ArrayNode ids = Answer.JSON.createArrayNode();
        names.names().forEach(name -> ids.add(id(name)));
        return ids;
    }

    /** As documents name him, the owner whom Superset keeps in all that we write. */
    Optional<String> kept() {
        return new KeptOwner(calls, this).name();
    }

    /** How documents name a user. */
    String name(int id) {
        return all().stream()
                .filter(owner -> owner.id() == id)
                .map(Owner::email)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(BY_ID + id);
    }

    private int id(String name) {
        if (name.matches(BY_ID + "\\d+")) {
            return Integer.parseInt(name.substring(BY_ID.length()));
        }
        Optional<Owner> owner =
                all().stream().filter(one -> name.equalsIgnoreCase(one.email())).findFirst();
        return owner.map(Owner::id)
                .orElseThrow(() -> new SupersetException(
                        Kind.REFUSED, "GET " + PATH, null, "Superset has no user with the e-mail address " + name));
    }

    private static Owner owner(JsonNode row) {
        String email = row.path("extra").path("email").asString("").toLowerCase(Locale.ROOT);
        return new Owner(row.path("value").asInt(), row.path("text").asString(""), email.isEmpty() ? null : email);
    }
}
