package dev.supersetsync.source;

import dev.supersetsync.model.Calculation;
import dev.supersetsync.model.Certification;
import dev.supersetsync.model.Declared;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelColumn;
import dev.supersetsync.model.ModelMetric;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a document in our own format, so that reading it gives the same document: every model states its own database,
 * and only what is declared is written.
 */
public final class NativeWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private NativeWriter() {}

    /** The document as a tree that {@link NativeReader} accepts. */
    public static ObjectNode write(Document document) {
        ObjectNode node = NODES.objectNode().put("version", Document.VERSION);
        if (document.name() != null) {
            node.put("name", document.name());
        }
        ArrayNode models = node.putArray("models");
        document.models().forEach(model -> models.add(model(model)));
        return node;
    }

    /** The same as JSON in UTF-8, one model after the other: a large document is never in memory as a tree. */
    public static void write(Document document, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject().writeNumberProperty("version", Document.VERSION);
            if (document.name() != null) {
                json.writeStringProperty("name", document.name());
            }
            json.writeArrayPropertyStart("models");
            document.models().forEach(model -> json.writeTree(model(model)));
            json.writeEndArray().writeEndObject();
        }
    }

    static ObjectNode model(Model model) {
        ObjectNode node = NODES.objectNode().put("table", model.table()).put("database", model.database());
        node.put("catalog", model.catalog()).put("schema", model.schema());
        if (model.sql() != null) {
            node.put("sql", model.sql());
        }
        declared(node, "description", model.description(), node::put);
        declared(node, "main_datetime_column", model.mainDatetimeColumn(), node::put);
        declared(node, "cache_timeout", model.cacheTimeout(), node::put);
        declared(node, "certification", model.certification(), (name, value) -> node.set(name, certification(value)));
        declared(node, "owners", model.owners(), (name, value) -> value.forEach(node.withArray("/" + name)::add));
        node.put("undeclared_columns", model.undeclaredColumns().name());
        ArrayNode columns = node.putArray("columns");
        model.columns().forEach(column -> columns.add(column(column)));
        ArrayNode metrics = node.putArray("metrics");
        model.metrics().forEach(metric -> metrics.add(metric(metric)));
        return node;
    }

    private static ObjectNode column(ModelColumn column) {
        ObjectNode node = NODES.objectNode().put("name", column.name());
        stated(node, "type", column.type());
        stated(node, "expression", column.expression());
        declared(node, "label", column.label(), node::put);
        declared(node, "description", column.description(), node::put);
        declared(node, "temporal", column.temporal(), node::put);
        declared(node, "groupable", column.groupable(), node::put);
        declared(node, "filterable", column.filterable(), node::put);
        declared(node, "hidden", column.hidden(), node::put);
        declared(node, "date_format", column.dateFormat(), node::put);
        return node;
    }

    private static ObjectNode metric(ModelMetric metric) {
        ObjectNode node = NODES.objectNode().put("name", metric.name());
        calculation(node, metric.calculation());
        declared(node, "label", metric.label(), node::put);
        declared(node, "description", metric.description(), node::put);
        declared(node, "d3_format", metric.d3Format(), node::put);
        declared(node, "currency", metric.currency(), node::put);
        declared(node, "warning", metric.warning(), node::put);
        declared(node, "certification", metric.certification(), (name, value) -> node.set(name, certification(value)));
        return node;
    }

    private static void calculation(ObjectNode node, Calculation calculation) {
        switch (calculation) {
            case Calculation.Aggregate aggregate -> {
                node.put("aggregation", aggregate.aggregation().name());
                stated(node, "column", aggregate.column());
                stated(node, "filter", aggregate.filter());
            }
            case Calculation.Formula(String text) -> node.put("formula", text);
            case Calculation.Expression(String sql) -> node.put("expression", sql);
        }
    }

    private static ObjectNode certification(Certification certification) {
        ObjectNode node = NODES.objectNode().put("by", certification.by());
        stated(node, "details", certification.details());
        return node;
    }

    private static void stated(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static <T> void declared(ObjectNode node, String name, Declared<T> setting, BiConsumer<String, T> write) {
        setting.ifDeclared(value -> {
            if (value == null) {
                node.putNull(name);
            } else {
                write.accept(name, value);
            }
        });
    }
}
