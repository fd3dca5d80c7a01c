package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Gathers impacts so that each user is named once for each effect, with everything that it uses, in the order found. */
public final class Impacts {

    private final Map<Key, Impact> found = new LinkedHashMap<>();

    /** The same impacts, each user once for each effect. */
    public static List<Impact> merged(Collection<Impact> impacts) {
        var all = new Impacts();
        impacts.forEach(all::add);
        return all.list();
    }

    void add(Impact impact) {
        var key = new Key(impact.kind(), impact.id(), impact.name(), impact.effect());
        found.merge(key, impact, Impacts::both);
    }

    List<Impact> list() {
        return List.copyOf(new ArrayList<>(found.values()));
    }

    private static Impact both(Impact one, Impact other) {
        var uses = new LinkedHashSet<>(one.uses());
        uses.addAll(other.uses());
        return new Impact(
                one.kind(),
                one.id(),
                one.name(),
                one.url(),
                List.copyOf(uses),
                one.effect(),
                one.certain() && other.certain(),
                one.owners());
    }

    /** Native filters have no number of their own: their names tell them apart. */
    private record Key(Kind kind, int id, String name, Effect effect) {}
}
