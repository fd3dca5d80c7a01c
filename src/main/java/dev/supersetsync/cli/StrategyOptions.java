package dev.supersetsync.cli;

import dev.supersetsync.api.RequestWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** The options that only plans and syncs take: a configured source, where to, and how far a sync may go. */
final class StrategyOptions {

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "A configured source of models, instead of --models.")
    private @Nullable String source;

    @Option(
            names = "--adopt",
            description =
                    "Take what is already as declared into care, also in Superset: without a change beside its mark.")
    private boolean adopt;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "The configured Superset; may be left out where there is one.")
    private @Nullable String target;

    @Option(
            names = "--update-strategy",
            split = ",",
            paramLabel = "CREATE,UPDATE",
            description = "What may be done: CREATE, UPDATE, REPLACE, DELETE.")
    private List<String> updateStrategy = List.of();

    @Option(names = "--strategy-set", paramLabel = "NAME", description = "A named update strategy with its guards.")
    private @Nullable String strategySet;

    @Option(
            names = "--guard",
            paramLabel = "NAME=VALUE",
            description = "A guard, such as breaking_changes=FAIL; may be repeated.")
    private Map<String, String> guards = new LinkedHashMap<>();

    /** Puts them among the members of a request. */
    void into(ObjectNode members) {
        if (source != null) {
            members.put(RequestWords.SOURCE, source);
        }
        if (adopt) {
            members.put(RequestWords.ADOPT, true);
        }
        if (target != null) {
            members.put(RequestWords.TARGET, target);
        }
        if (strategySet != null) {
            members.put(RequestWords.STRATEGY_SET, strategySet);
        }
        if (!updateStrategy.isEmpty()) {
            updateStrategy.forEach(members.putArray(RequestWords.UPDATE_STRATEGY)::add);
        }
        if (!guards.isEmpty()) {
            ObjectNode node = members.putObject(RequestWords.GUARDS);
            guards.forEach((name, value) -> put(node, name, value));
        }
    }

    /** As JSON would have it. */
    private static void put(ObjectNode node, String name, String value) {
        if (value.matches("\\d{1,9}")) {
            node.put(name, Integer.parseInt(value));
        } else if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            node.put(name, Boolean.parseBoolean(value));
        } else {
            node.put(name, value);
        }
    }
}
