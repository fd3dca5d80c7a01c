package dev.supersetsync.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The written part of the OpenAPI document.
 *
 * @param api the same shape as the document itself
 * @param problemExamples what the example of each type of problem has of its own, by the type's name
 */
record OpenApiText(OpenAPI api, Map<String, JsonNode> problemExamples) {

    private static final String PLACE = "/openapi/api.yaml";
    private static final String PROBLEMS = "x-problems";
    private static final String PROBLEM_EXAMPLES = "x-problem-examples";

    static OpenApiText read() {
        ObjectMapper yaml = Yaml31.mapper();
        try (InputStream text = Objects.requireNonNull(OpenApiText.class.getResourceAsStream(PLACE), PLACE)) {
            ObjectNode tree = (ObjectNode) yaml.readTree(text);
            JsonNode written = tree.remove(PROBLEM_EXAMPLES);
            JsonNode examples = tree.path("components").path("examples");
            var problems = new TreeMap<String, JsonNode>();
            written.properties().forEach(entry -> problems.put(entry.getKey(), resolved(entry.getValue(), examples)));
            return new OpenApiText(yaml.convertValue(tree, OpenAPI.class), Map.copyOf(problems));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member {@code {$ref: Name}} is the value of that example, with its other members in place of the example's. */
    private static JsonNode resolved(JsonNode problem, JsonNode examples) {
        ObjectNode resolved = problem.deepCopy();
        for (String name : List.of("plan", "run")) {
            if (resolved.path(name) instanceof ObjectNode member && member.has("$ref")) {
                ObjectNode value =
                        examples.path(member.get("$ref").asText()).path("value").deepCopy();
                value.setAll(member);
                value.remove("$ref");
                resolved.set(name, value);
            }
        }
        return resolved;
    }

    /** The problems of an operation: those that it names, and those that every operation has. */
    static List<ProblemType> problems(Operation written) {
        Stream<ProblemType> own = types(written.getExtensions().get(PROBLEMS));
        var common = Stream.of(
                ProblemType.UNAUTHORIZED,
                ProblemType.FORBIDDEN,
                ProblemType.NOT_ACCEPTABLE,
                ProblemType.TOO_MANY_REQUESTS,
                ProblemType.STORAGE_UNAVAILABLE,
                ProblemType.ISSUER_UNAVAILABLE,
                ProblemType.INTERNAL_ERROR);
        return Stream.concat(own, common).sorted().toList();
    }

    private static Stream<ProblemType> types(@Nullable Object slugs) {
        return slugs instanceof List<?> list ? list.stream().map(OpenApiText::type) : Stream.empty();
    }

    private static ProblemType type(Object slug) {
        return ProblemType.ofSlug(String.valueOf(slug))
                .orElseThrow(() -> new IllegalStateException("There is no problem type '" + slug + "'."));
    }
}
