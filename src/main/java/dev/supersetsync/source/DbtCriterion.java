package dev.supersetsync.source;

import dev.supersetsync.model.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One criterion of a selector of dbt, such as {@code tag:finance} or {@code fct_*}: which nodes meet it.
 *
 * @param isForSources whether it is about sources, which are left alone otherwise
 */
record DbtCriterion(boolean isForSources, Predicate<DbtNode> test) {

    private static final Set<String> METHODS =
            Set.of("tag", "path", "file", "config", "resource_type", "source", "package", "fqn");
    private static final Set<String> KINDS = Set.of("model", "seed", "snapshot", "source", "semantic_model");
    private static final Pattern GRAPH = Pattern.compile("^(@|\\d*\\+).*|.*\\+\\d*$");
    private static final int MOST_PARTS_OF_SOURCE = 3;

    /**
     * Reads a criterion.
     *
     * @throws IllegalArgumentException with what is wrong, if it cannot be used
     */
    static DbtCriterion of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        if (GRAPH.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "follows the graph, which is not supported: name what is meant without + and @");
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new DbtCriterion(false, byName(text));
        }
        String value = text.substring(colon + 1);
        List<String> method = List.of(text.substring(0, colon).split("\\.", -1));
        if (value.isEmpty()) {
            throw new IllegalArgumentException("has nothing after the colon");
        }
        return of(method.getFirst(), method.subList(1, method.size()), value);
    }

    private static DbtCriterion of(String method, List<String> arguments, String value) {
        return switch (method) {
            case "tag" -> other(node -> anyMatches(value, node.tags()));
            case "path" -> other(node -> DbtGlob.matchesPath(value, node.file()));
            case "file" -> other(node -> isFile(value, node.file()));
            case "config" -> other(byConfig(arguments, value));
            case "package" -> other(node -> DbtGlob.matches(value, node.packageName()));
            case "fqn" -> other(node -> byFullName(node, value));
            case "resource_type" -> byKind(value);
            case "source" -> bySource(value);
            default ->
                throw new IllegalArgumentException("has the unknown method '" + method + "'; known are "
                        + String.join(", ", new TreeSet<>(METHODS)) + Nearest.question(method, METHODS));
        };
    }

    private static DbtCriterion other(Predicate<DbtNode> test) {
        return new DbtCriterion(false, test);
    }

    /** Without a method, what looks like a path or a file is one, as in dbt. */
    private static Predicate<DbtNode> byName(String text) {
        if (text.contains("/")) {
            return node -> DbtGlob.matchesPath(text, node.file());
        }
        boolean isFile = Stream.of(".sql", ".py", ".csv")
                .anyMatch(end -> text.toLowerCase(Locale.ROOT).endsWith(end));
        return isFile ? node -> isFile(text, node.file()) : node -> byFullName(node, text);
    }

    private static boolean isFile(String pattern, String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return DbtGlob.matches(pattern, file) || dot > 0 && DbtGlob.matches(pattern, file.substring(0, dot));
    }

    private static DbtCriterion byKind(String kind) {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException(
                    "names the resource type '" + kind + "', which has no dataset; use one of "
                            + String.join(", ", new TreeSet<>(KINDS)) + Nearest.question(kind, KINDS));
        }
        return new DbtCriterion(kind.equals("source"), node -> node.kind().equals(kind));
    }

    private static DbtCriterion bySource(String value) {
        List<String> parts = new ArrayList<>(List.of(value.split("\\.", -1)));
        if (parts.size() > MOST_PARTS_OF_SOURCE) {
            throw new IllegalArgumentException("must be source:name, source:name.table or source:package.name.table");
        }
        if (parts.size() == 1) {
            parts.add("*");
        }
        if (parts.size() == 2) {
            parts.addFirst("*");
        }
        return new DbtCriterion(
                true,
                node -> node.kind().equals("source")
                        && DbtGlob.matches(parts.getFirst(), node.packageName())
                        && DbtGlob.matches(parts.get(1), node.fields().textOr("source_name", ""))
                        && DbtGlob.matches(parts.getLast(), node.name()));
    }

    private static Predicate<DbtNode> byConfig(List<String> keys, String value) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("must name a setting, such as config.materialized:table");
        }
        return node -> {
            JsonNode setting = node.config().node();
            for (String key : keys) {
                setting = setting.path(key);
            }
            return isValue(setting, value);
        };
    }

    private static boolean isValue(JsonNode setting, String value) {
        return switch (setting.getNodeType()) {
            case ARRAY -> setting.valueStream().anyMatch(item -> isValue(item, value));
            case OBJECT -> setting.has(value);
            case BOOLEAN -> setting.asString().equals(value.toLowerCase(Locale.ROOT));
            case STRING, NUMBER -> setting.asString().equals(value);
            default -> false;
        };
    }

    private static boolean byFullName(DbtNode node, String pattern) {
        List<String> full = node.fullName();
        return isNamed(node, full, pattern) || full.size() > 1 && isNamed(node, full.subList(1, full.size()), pattern);
    }

    /** By the rules of dbt: the last name alone, or the first names, where a wildcard stands for all that follows. */
    private static boolean isNamed(DbtNode node, List<String> names, String pattern) {
        if (leaves(node, names).contains(pattern)) {
            return true;
        }
        List<String> flat =
                names.stream().flatMap(name -> Stream.of(name.split("\\."))).toList();
        List<String> wanted = List.of(pattern.split("\\.", -1));
        if (wanted.size() > flat.size()) {
            return false;
        }
        int wildcard = 0;
        while (wildcard < wanted.size() && !DbtGlob.hasWildcard(wanted.get(wildcard))) {
            wildcard++;
        }
        if (!flat.subList(0, wildcard).equals(wanted.subList(0, wildcard))) {
            return false;
        }
        return wildcard == wanted.size() || followsWildcard(node, names, flat, wanted, wildcard);
    }

    private static boolean followsWildcard(
            DbtNode node, List<String> names, List<String> flat, List<String> wanted, int wildcard) {
        String rest = String.join(".", wanted.subList(wildcard, wanted.size()));
        return DbtGlob.matches(rest, String.join(".", flat.subList(wildcard, flat.size())))
                || wanted.size() == 1 && anyMatches(rest, List.of(leaf(node, names)));
    }

    /** What the last name alone can be written as; a version follows the name of its model. */
    private static List<String> leaves(DbtNode node, List<String> names) {
        String leaf = leaf(node, names);
        return leaf.equals(names.getLast())
                ? List.of(leaf)
                : List.of(leaf, leaf + "." + names.getLast(), leaf + "_" + names.getLast());
    }

    private static String leaf(DbtNode node, List<String> names) {
        return node.isVersioned() && names.size() > 1 ? names.get(names.size() - 2) : names.getLast();
    }

    private static boolean anyMatches(String pattern, Collection<String> texts) {
        return texts.stream().anyMatch(text -> DbtGlob.matches(pattern, text));
    }
}
