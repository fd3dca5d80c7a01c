package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A cube or a view of Cube with what it extends: what it says itself goes before what those say, and of two members of
 * one name the nearer is taken as a whole.
 *
 * @param chain itself first, then what it extends
 */
record CubeDefinition(String name, List<Placed> chain) {

    Placed own() {
        return chain.getFirst();
    }

    /** A setting, of itself or inherited. */
    @Nullable
    String text(String key) {
        return holder(key).map(placed -> placed.text(key)).orElse(null);
    }

    /** Where a setting is said. */
    Optional<Placed> holder(String key) {
        return chain.stream().filter(placed -> placed.has(key)).findFirst();
    }

    /** The members of a kind, such as dimensions, by name. */
    SequencedMap<String, Placed> members(String kind) {
        SequencedMap<String, Placed> members = new LinkedHashMap<>();
        chain.reversed()
                .forEach(placed -> placed.list(kind).forEach(member -> {
                    String memberName = member.text("name");
                    if (memberName != null) {
                        members.put(memberName, member);
                    }
                }));
        return members;
    }

    /** The entries of a list that have no names, inherited ones first. */
    List<Placed> entries(String list) {
        List<Placed> entries = new ArrayList<>();
        chain.reversed().forEach(placed -> entries.addAll(placed.list(list)));
        return entries;
    }

    Optional<Placed> dimension(String member) {
        return Optional.ofNullable(members("dimensions").get(member));
    }

    Optional<Placed> measure(String member) {
        return Optional.ofNullable(members("measures").get(member));
    }

    /** The names of the dimensions that together tell its rows apart. */
    List<String> primaryKey() {
        return members("dimensions").entrySet().stream()
                .filter(entry -> entry.getValue().isTrue("primary_key"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether people may see it; this is not inherited. */
    boolean isPublic() {
        return isPublic(own());
    }

    /** Whether people may see it; not if that depends on who asks. A primary key is not seen unless it says so. */
    static boolean isPublic(Placed thing) {
        if (thing.has("public")) {
            return thing.isTrue("public");
        }
        if (thing.has("shown")) {
            return thing.isTrue("shown");
        }
        return !thing.isTrue("primary_key");
    }

    /** The name of the source that its data is in; the one that Cube takes if none is named. */
    String dataSource() {
        String source = text("data_source");
        return source == null ? "default" : source;
    }
}
