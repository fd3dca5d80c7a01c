package dev.supersetsync.source;

import dev.supersetsync.model.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The cubes and views of all texts by name, with what they extend. */
final class CubeCatalog {

    private final Draft draft;
    private final Map<String, Placed> placed = new LinkedHashMap<>();
    private final SequencedMap<String, CubeDefinition> cubes = new LinkedHashMap<>();
    private final SequencedMap<String, CubeDefinition> views = new LinkedHashMap<>();

    private CubeCatalog(Draft draft) {
        this.draft = draft;
    }

    static CubeCatalog of(Draft draft) {
        CubeCatalog catalog = new CubeCatalog(draft);
        draft.parts().forEach(catalog::gather);
        catalog.cubes.replaceAll((name, cube) -> catalog.extended(cube));
        catalog.views.replaceAll((name, view) -> catalog.extended(view));
        return catalog;
    }

    private void gather(Part part) {
        Placed root = Placed.root(part);
        gather(root, "cubes", cubes);
        gather(root, "views", views);
    }

    private void gather(Placed root, String list, Map<String, CubeDefinition> into) {
        root.refuseUnlessList(draft, list);
        for (Placed definition : root.list(list)) {
            definition.required(draft, "name").ifPresent(name -> {
                if (placed.putIfAbsent(name, definition) == null) {
                    into.put(name, new CubeDefinition(name, List.of(definition)));
                } else {
                    definition.refuse(draft, "name", "is the name of another cube or view too: '" + name + "'");
                }
            });
        }
    }

    private CubeDefinition extended(CubeDefinition definition) {
        List<Placed> chain = new ArrayList<>(List.of(definition.own()));
        List<String> names = new ArrayList<>(List.of(definition.name()));
        String base = definition.own().text("extends");
        while (base != null) {
            Placed next = placed.get(base);
            if (next == null || names.contains(base)) {
                chain.getLast().refuse(draft, "extends", wrongBase(base, names));
                break;
            }
            names.add(base);
            chain.add(next);
            base = next.text("extends");
        }
        return new CubeDefinition(definition.name(), chain);
    }

    private String wrongBase(String base, List<String> names) {
        return names.contains(base)
                ? "is circular: " + String.join(" extends ", names) + " extends " + base
                : "names the cube '" + base + "', which no file has" + Nearest.question(base, placed.keySet());
    }

    Iterable<CubeDefinition> cubes() {
        return cubes.values();
    }

    Iterable<CubeDefinition> views() {
        return views.values();
    }

    Optional<CubeDefinition> cube(String name) {
        return Optional.ofNullable(cubes.get(name));
    }

    /** What may have been meant by the name of a cube that is not there; nothing if none is near. */
    String nearest(String name) {
        return Nearest.question(name, cubes.keySet());
    }

    /** Whether something else is made of it, so that it need not be something itself. */
    boolean isExtended(String name) {
        return placed.values().stream().anyMatch(other -> name.equals(other.text("extends")));
    }
}
