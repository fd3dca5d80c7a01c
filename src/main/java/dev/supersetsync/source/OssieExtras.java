package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the things of one dataset or semantic model of Ossie say beside their definition: other names for them, and what
 * vendors keep there. Instructions and examples for machines are nothing to Superset and no loss.
 */
final class OssieExtras {

    private static final String OURS = "SUPERSET";

    private final List<String> withSynonyms = new ArrayList<>();
    private final Set<String> vendors = new LinkedHashSet<>();

    void see(String name, Placed thing) {
        JsonNode context = thing.fields().node().path("ai_context");
        if (context.isString() || !thing.below("ai_context").texts("synonyms").isEmpty()) {
            withSynonyms.add(name);
        }
        extensions(thing).stream()
                .map(extension -> extension.fields().textOr("vendor_name", "unnamed"))
                .filter(vendor -> !vendor.equals(OURS))
                .forEach(vendors::add);
    }

    /** Tells what was seen, each kind once. */
    void lose(Consumer<String> tell) {
        if (!withSynonyms.isEmpty()) {
            tell.accept(
                    "the synonyms (ai_context) of " + String.join(", ", withSynonyms) + " have no place in Superset");
        }
        if (!vendors.isEmpty()) {
            tell.accept("custom_extensions of " + String.join(", ", vendors) + " mean nothing to Superset");
        }
    }

    /** Takes over what is said for Superset itself. */
    static void applySettings(Draft draft, Placed thing, ObjectNode to) {
        for (Placed extension : extensions(thing)) {
            if (!OURS.equals(extension.text("vendor_name"))) {
                continue;
            }
            try {
                JsonNode data =
                        JsonText.parse(extension.fields().textOr("data", "")).root();
                SupersetWords.apply(
                        draft, new Placed(extension.part(), extension.path() + ".data", new Fields(data)), to);
            } catch (UnreadableDocument unreadable) {
                extension.refuse(draft, "data", "is no JSON: " + unreadable.getMessage());
            }
        }
    }

    private static List<Placed> extensions(Placed thing) {
        return thing.list("custom_extensions");
    }

    static void loseUnknown(Draft draft, String name, Placed thing, Set<String> known) {
        thing.others(known)
                .forEach(key -> draft.lose(name + ": the key " + key + " is not one of Ossie's, and is not read"));
    }
}
