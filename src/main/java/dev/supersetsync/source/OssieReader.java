package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads semantic models of Ossie 0.1 and 0.2, formerly OSI. It sees to the texts as a whole; what a semantic model
 * becomes is said by {@link OssieModel}.
 */
final class OssieReader implements FormatReader {

    private static final Pattern READ_VERSIONS = Pattern.compile("0\\.[12](\\.[0-9a-zA-Z.+-]+)?");
    private static final Set<String> KNOWN =
            Set.of("$schema", "version", "semantic_model", "name", "description", "dialects", "vendors");

    @Override
    public String what() {
        return "a semantic model of Ossie (version and semantic_model)";
    }

    @Override
    public boolean recognises(JsonNode root) {
        return root.path("semantic_model").isContainer();
    }

    @Override
    public void read(Draft draft, Selection selection) {
        List<Placed> models = new ArrayList<>();
        for (Part part : draft.parts()) {
            Placed root = Placed.root(part);
            if (isOfReadVersion(draft, root)) {
                models.addAll(models(draft, root));
            }
        }
        if (models.size() == 1) {
            draft.name(models.getFirst().text("name"));
        }
        models.forEach(model -> OssieModel.read(draft, model));
    }

    private static boolean isOfReadVersion(Draft draft, Placed root) {
        JsonNode version = root.fields().node().path("version");
        String word = version.isString() || version.isNumber() ? version.asString() : "";
        if (word.isEmpty()) {
            root.refuse(draft, "version", "is missing: the version of Ossie, such as 0.2.0");
            return false;
        }
        if (!READ_VERSIONS.matcher(word).matches()) {
            root.refuse(draft, "version", "is '" + word + "'; the versions 0.1 and 0.2 of Ossie are read");
            return false;
        }
        return true;
    }

    private static List<Placed> models(Draft draft, Placed root) {
        OssieExtras.loseUnknown(draft, "the file", root, KNOWN);
        if (root.fields().node().path("semantic_model").isObject()) {
            return List.of(root.below("semantic_model"));
        }
        root.refuseUnlessList(draft, "semantic_model");
        return root.list("semantic_model");
    }
}
