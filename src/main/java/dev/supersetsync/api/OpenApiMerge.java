package dev.supersetsync.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is written about the API into what was found in the controllers. A route that nothing is written about
 * stays as it was found; that there is none is a matter of a test.
 */
record OpenApiMerge(OpenAPI published, OpenApiText text) {

    private static final String PROBLEM_JSON = "application/problem+json";

    void merge() {
        OpenAPI written = text.api();
        published.info(written.getInfo()).tags(written.getTags()).security(written.getSecurity());
        mergeComponents(written.getComponents());
        written.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    var found = published.getPaths().get(path);
                    var same = found == null ? null : found.readOperationsMap().get(method);
                    if (same == null) {
                        throw new IllegalStateException("There is no " + method + " " + path + " to describe.");
                    }
                    mergeOperation(same, operation);
                }));
    }

    private void mergeComponents(Components written) {
        Components all = Optional.ofNullable(published.getComponents()).orElseGet(Components::new);
        written.getSchemas().forEach(all::addSchemas);
        written.getExamples().forEach(all::addExamples);
        written.getRequestBodies().forEach(all::addRequestBodies);
        written.getSecuritySchemes().forEach(all::addSecuritySchemes);
        published.components(all);
    }

    private void mergeOperation(Operation found, Operation written) {
        found.operationId(written.getOperationId())
                .tags(written.getTags())
                .summary(written.getSummary())
                .description(written.getDescription())
                .requestBody(written.getRequestBody());
        parameters(written).forEach(parameter -> mergeParameter(parameter(found, parameter), parameter));
        found.responses(responses(found.getResponses(), written.getResponses()));
        OpenApiText.problems(written).forEach(problem -> addProblem(found.getResponses(), problem));
    }

    private static Parameter parameter(Operation found, Parameter written) {
        return parameters(found)
                .filter(candidate -> candidate.getName().equals(written.getName()))
                .filter(candidate -> candidate.getIn().equals(written.getIn()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no parameter '" + written.getName() + "' of " + found.getOperationId() + "."));
    }

    private static Stream<Parameter> parameters(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).stream().flatMap(List::stream);
    }

    private static void mergeParameter(Parameter found, Parameter written) {
        found.description(written.getDescription());
        if (written.getExample() != null) {
            found.example(written.getExample());
        }
        if (written.getSchema() != null) {
            found.schema(written.getSchema());
        }
    }

    /** The answers that are written about; a schema that is not written is that of the controller's own answer. */
    private static ApiResponses responses(ApiResponses found, ApiResponses written) {
        Schema<?> own = found.values().stream()
                .flatMap(response -> Optional.ofNullable(response.getContent()).stream())
                .flatMap(content -> content.values().stream())
                .<Schema<?>>map(MediaType::getSchema)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        var merged = new ApiResponses();
        written.forEach((status, response) -> merged.addApiResponse(status, withSchema(response, own)));
        return merged;
    }

    private static ApiResponse withSchema(ApiResponse written, @Nullable Schema<?> own) {
        var response = new ApiResponse().description(written.getDescription()).headers(written.getHeaders());
        if (written.getContent() != null) {
            var content = new Content();
            written.getContent()
                    .forEach((type, media) -> content.addMediaType(
                            type,
                            new MediaType()
                                    .examples(media.getExamples())
                                    .schema(media.getSchema() == null ? own : media.getSchema())));
            response.content(content);
        }
        return response;
    }

    private void addProblem(ApiResponses responses, ProblemType type) {
        String status = String.valueOf(type.status().value());
        ApiResponse response = responses.computeIfAbsent(status, key -> problemResponse(type));
        Objects.requireNonNull(response.getContent().get(PROBLEM_JSON))
                .addExamples(type.slug(), new Example().summary(type.title()).value(example(type)));
    }

    private static ApiResponse problemResponse(ProblemType type) {
        var media = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        return new ApiResponse()
                .description(type.status().getReasonPhrase() + ": a problem of one of the types in the examples.")
                .content(new Content().addMediaType(PROBLEM_JSON, media));
    }

    private JsonNode example(ProblemType type) {
        ObjectNode example = JsonNodeFactory.instance.objectNode();
        example.put("type", type.uri().toString());
        example.put("title", type.title());
        example.put("status", type.status().value());
        example.put("detail", type.explanation());
        JsonNode own = text.problemExamples().get(type.slug());
        if (own != null) {
            example.setAll((ObjectNode) own);
        }
        return example;
    }
}
