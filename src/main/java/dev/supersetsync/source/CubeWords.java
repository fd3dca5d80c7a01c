package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the members of one model say to people: titles, descriptions, formats, and in {@code meta} what is meant for
 * Superset. It gathers what has no place.
 */
final class CubeWords {

    private static final Pattern D3 =
            Pattern.compile("(?:.?[<>=^])?[-+( ]?[$#]?0?\\d*,?(?:\\.\\d+)?~?[bcdeEfgGnoprsXx%]?");
    private static final Pattern NUMBER = Pattern.compile("(?:number|currency|decimal)_(\\d)");
    private static final Set<String> OF_DIMENSIONS = Set.of(
            "name",
            "sql",
            "type",
            "case",
            "primary_key",
            "public",
            "shown",
            "title",
            "description",
            "format",
            "meta",
            "latitude",
            "longitude",
            "currency",
            "aliases",
            "propagate_filters_to_sub_query",
            "key");
    private static final Set<String> OF_MEASURES = Set.of(
            "name",
            "sql",
            "type",
            "filters",
            "public",
            "shown",
            "title",
            "description",
            "format",
            "meta",
            "currency",
            "drill_members",
            "aliases");

    private final Draft draft;
    private final Drafted model;
    private final List<String> withMeta = new ArrayList<>();

    CubeWords(Draft draft, Drafted model) {
        this.draft = draft;
        this.model = model;
    }

    /**
     * What a dimension says.
     *
     * @param override what a view says of it instead, or null
     */
    void ofDimension(String name, Placed dimension, @Nullable Placed override, ObjectNode column) {
        loseOthers("columns." + name, name, dimension, OF_DIMENSIONS);
        Placed formatted = override != null && override.has("format") ? override : dimension;
        JsonNode format = formatted.fields().node().path("format");
        if (!format.isMissingNode() && !format.isNull()) {
            model.lose(
                    "columns." + name,
                    "the format of " + name + " (" + shown(format)
                            + ") is not taken over: columns of Superset have none");
        }
        describe(name, dimension, override, column);
    }

    /** What a measure says. */
    void ofMeasure(String name, Placed measure, @Nullable Placed override, ObjectNode metric) {
        loseOthers("metrics." + name, name, measure, OF_MEASURES);
        if (CubeMeasures.isEstimated(measure)) {
            model.lose("metrics." + name, "the measure " + name + " is counted exactly, and no longer estimated");
        }
        format(name, override != null && override.has("format") ? override : measure, metric);
        String currency = measure.text("currency");
        if (currency != null) {
            metric.put("currency", currency);
        }
        describe(name, measure, override, metric);
    }

    private void loseOthers(String path, String name, Placed member, Set<String> known) {
        member.others(known)
                .forEach(key ->
                        model.lose(path, key + " of " + name + " is not taken over: Superset has nothing like it"));
    }

    private void format(String name, Placed holder, ObjectNode metric) {
        JsonNode format = holder.fields().node().path("format");
        if (format.isMissingNode() || format.isNull()) {
            return;
        }
        String word = format.isString() ? format.stringValue() : "";
        Map<String, String> words = Map.of("currency", "CURRENCY", "number", "STANDARD");
        var decimals = NUMBER.matcher(word);
        if (words.containsKey(word)) {
            metric.put("format", words.get(word));
        } else if (decimals.matches()) {
            metric.put("d3_format", ",." + decimals.group(1) + "f");
        } else if (!word.isEmpty() && D3.matcher(word).matches()) {
            metric.put("d3_format", word);
        } else if (word.startsWith("percent")) {
            model.lose(
                    "metrics." + name,
                    "the format of " + name + " (" + word
                            + ") is not taken over: its number is a percentage already, and"
                            + " Superset would multiply it by 100 once more");
        } else {
            model.lose(
                    "metrics." + name,
                    "the format of " + name + " (" + shown(format) + ") is not taken over: Superset has none like it");
        }
    }

    private static String shown(JsonNode format) {
        return format.isString() ? format.stringValue() : format.toString();
    }

    private void describe(String name, Placed member, @Nullable Placed override, ObjectNode node) {
        put(node, "label", "title", member, override);
        put(node, "description", "description", member, override);
        settings(name, override != null && override.has("meta") ? override : member, node);
    }

    private static void put(ObjectNode node, String setting, String key, Placed member, @Nullable Placed override) {
        String text = override != null && override.has(key) ? override.text(key) : member.text(key);
        if (text != null) {
            node.put(setting, text);
        }
    }

    /** Takes over what is meant for Superset. */
    void settings(String name, Placed holder, ObjectNode node) {
        JsonNode meta = holder.fields().node().path("meta");
        if (meta.has("superset")) {
            SupersetWords.apply(draft, holder.below("meta").below("superset"), node);
        }
        if (meta.isObject() && meta.size() > (meta.has("superset") ? 1 : 0)) {
            withMeta.add(name);
        }
    }

    /** Tells what was gathered, once. */
    void finish() {
        if (!withMeta.isEmpty()) {
            model.lose(
                    null,
                    "meta of " + String.join(", ", withMeta) + " means nothing to Superset, but for meta.superset");
        }
    }
}
