package dev.supersetsync.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What must hold for a document in any format, whatever its readers check already. It finds everything that is wrong at
 * once; which line of which text it stands in is for the reader to say.
 */
public final class DocumentRules {

    /** How many models a sync may have. */
    public static final int MOST_MODELS = 50_000;

    private DocumentRules() {}

    /**
     * Finds what is wrong with the models that make up a document.
     *
     * @param models each by the path that its violations are to have, such as {@code models[0]}
     */
    public static List<Violation> check(SequencedMap<String, Model> models) {
        List<Violation> violations = new ArrayList<>(repeatedDatasets(models));
        if (models.size() > MOST_MODELS) {
            violations.add(Violation.at(
                    "models", "must not have more than %d models, and has %d".formatted(MOST_MODELS, models.size())));
        }
        models.forEach((path, model) -> violations.addAll(ModelRules.check(path, model)));
        return violations;
    }

    private static List<Violation> repeatedDatasets(SequencedMap<String, Model> models) {
        Findings findings = new Findings();
        Map<ModelKey, String> first = HashMap.newHashMap(models.size());
        models.forEach((path, model) -> {
            String other = first.putIfAbsent(model.key(), path);
            if (other != null) {
                findings.add(path + ".table", "is the dataset of another model too: " + other + "; keep one of them");
            }
        });
        return findings.violations();
    }
}
