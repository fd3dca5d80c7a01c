package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Charts of people, each with what a plan is to say of it and what is to become of its answer. Their settings and
 * queries are written in YAML. It looks at what the charts really answer, before and after.
 */
final class Gallery {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final int LONGEST_TITLE = 250;

    private final World world;
    private final List<Exhibit> exhibits = new ArrayList<>();

    Gallery(World world) {
        this.world = world;
    }

    /** What became of a chart's answer. */
    enum Fate {
        /** It is the same. */
        SAME,
        /** It is an error. */
        FAILS,
        /** A filter of the chart is passed over. */
        IGNORES,
        /** There are no rows, or each of them has a NULL. */
        NULL,
        /** It is another one. */
        OTHER
    }

    private record Exhibit(int id, String name, String said, Fate fate, JsonNode before) {}

    /** A chart that nothing in particular is expected of; it answers. */
    int chart(String name, int dataset, String asked) {
        return chart(name, dataset, "", Fate.SAME, asked);
    }

    /** A chart whose settings and saved query name the same; it answers. */
    int chart(String name, int dataset, String said, Fate fate, String asked) {
        return chart(name, dataset, said, fate, asked, asked);
    }

    /** A chart that answers, and what is expected for it: nothing said, or effect and uses. */
    int chart(String name, int dataset, String said, Fate fate, String settings, String query) {
        return chart("table", name, dataset, said, fate, settings, query);
    }

    /** The same of another kind than a table. */
    int chart(String kind, String name, int dataset, String said, Fate fate, String settings, String query) {
        int id = silent(kind, name, dataset, settings, query);
        var answer = answer(id);
        assertThat(answer.status()).as(name + ": " + answer.text()).isEqualTo(200);
        exhibits.add(new Exhibit(id, name, said, fate, result(answer)));
        return id;
    }

    /** A chart that nothing is expected of and that need not answer. */
    int silent(String name, int dataset, String settings, String query) {
        return silent("table", name, dataset, settings, query);
    }

    private int silent(String kind, String name, int dataset, String settings, String query) {
        var title = name.substring(0, Math.min(LONGEST_TITLE, name.length()));
        return world.goesAfterwards("/chart/", API.createChart(title, dataset, kind, tree(settings), tree(query)));
    }

    /** All charts answer as they did. */
    void isAsBefore() {
        assertThat(inWords(Gallery::fate)).isEqualTo(inWords(_ -> Fate.SAME));
    }

    /** What the plan or run says of every chart is as expected, and so is what became of its answer. */
    void isAsSaid(Answer run) {
        isToldIn(run);
        assertThat(inWords(Gallery::fate)).isEqualTo(inWords(Exhibit::fate));
    }

    /** What a plan says of every chart is as expected. */
    void isToldIn(Answer plan) {
        assertThat(inWords(exhibit -> said(plan, exhibit.id))).isEqualTo(inWords(Exhibit::said));
    }

    /** The charts whose answers changed otherwise than was said, or that were not named. */
    List<String> missed(Answer run) {
        return told(run, (said, fate) -> switch (fate) {
            case SAME -> false;
            case FAILS, IGNORES -> !said.contains("BREAKS");
            case NULL, OTHER -> said.isEmpty();
        });
    }

    /** The charts that are named and answer as before. */
    List<String> namedInVain(Answer run) {
        return told(run, (said, fate) -> fate == Fate.SAME && !said.isEmpty());
    }

    private List<String> told(Answer run, BiPredicate<String, Fate> which) {
        return exhibits.stream()
                .filter(exhibit -> which.test(said(run, exhibit.id), fate(exhibit)))
                .map(exhibit -> exhibit.name + ": " + fate(exhibit) + ", said: " + said(run, exhibit.id))
                .toList();
    }

    private List<String> inWords(Function<Exhibit, Object> what) {
        return exhibits.stream()
                .map(exhibit -> exhibit.name + ": " + what.apply(exhibit))
                .toList();
    }

    private static Fate fate(Exhibit exhibit) {
        var answer = answer(exhibit.id);
        if (answer.status() != 200) {
            return Fate.FAILS;
        }
        var before = exhibit.before;
        var after = result(answer);
        if (!rejected(after).equals(rejected(before))) {
            return Fate.IGNORES;
        }
        return shown(before).equals(shown(after)) ? Fate.SAME : otherThan(after);
    }

    private static Fate otherThan(JsonNode after) {
        boolean allNull = after.path("data")
                .valueStream()
                .allMatch(row -> row.valueStream().anyMatch(JsonNode::isNull));
        return allNull ? Fate.NULL : Fate.OTHER;
    }

    private static List<JsonNode> shown(JsonNode result) {
        return List.of(result.path("data"), result.path("annotation_data"));
    }

    private static List<String> rejected(JsonNode result) {
        return result.path("rejected_filters")
                .valueStream()
                .map(filter -> filter.path("column").asString())
                .toList();
    }

    private static SupersetApi.Answer answer(int chart) {
        return API.send("GET", "/chart/" + chart + "/data/?force=true", null);
    }

    private static JsonNode result(SupersetApi.Answer answer) {
        return answer.json().path("result").path(0);
    }

    /** What a plan or run says of a chart: effects and uses, a question mark where it is not certain. */
    static String said(Answer run, int chart) {
        return impacts(run).stream()
                .filter(impact -> impact.path("kind").asString().equals("CHART"))
                .filter(impact -> impact.path("id").asInt() == chart)
                .map(Gallery::inWords)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** Who else a plan or run names: kind, name, effect and uses. */
    static List<String> others(Answer run) {
        return impacts(run).stream()
                .filter(impact -> !impact.path("kind").asString().equals("CHART"))
                .map(impact -> impact.path("kind").asString() + " "
                        + impact.path("name").asString() + ": " + inWords(impact))
                .distinct()
                .toList();
    }

    /** All impacts, wherever a plan or run has them. */
    static List<JsonNode> impacts(Answer run) {
        return run.body().findValues("impact").stream()
                .filter(JsonNode::isArray)
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private static String inWords(JsonNode impact) {
        var uses = impact.path("uses")
                .valueStream()
                .map(JsonNode::asString)
                .sorted()
                .collect(Collectors.joining(", "));
        return impact.path("effect").asString() + " " + uses
                + (impact.path("certain").asBoolean() ? "" : " ?");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> tree(String yaml) {
        return YAML.readValue("{" + yaml + "}", LinkedHashMap.class);
    }
}
