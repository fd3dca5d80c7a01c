package dev.supersetsync.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.Loss;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.run.Packed;
import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.NativeReader;
import dev.supersetsync.source.NativeWriter;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.Supplement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes orders down, so that any process can carry them out, and reads them again. */
final class OrderText {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DOCUMENT = "document";
    private static final Packed BEFORE_DOCUMENT = packed(",\"" + DOCUMENT + "\":");
    private static final Packed END = packed("}");

    /** Written once for each document that is in use: the same one often comes again. */
    private static final Cache<Document, Packed> DOCUMENTS = Caffeine.newBuilder()
            .weakKeys()
            .softValues()
            .executor(Runnable::run)
            .build();

    private OrderText() {}

    static Packed write(Order order) {
        Packed head = packed("{\"head\":" + JSON.writeValueAsString(head(order)));
        return order.assignment() instanceof Assignment.OfModels models
                ? head.and(BEFORE_DOCUMENT).and(packed(models.document())).and(END)
                : head.and(END);
    }

    private static Packed packed(Document document) {
        return DOCUMENTS.get(document, it -> Packed.written(out -> NativeWriter.write(it, out)));
    }

    private static Packed packed(String text) {
        return Packed.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Order read(byte[] text) {
        JsonNode written = JSON.readTree(text);
        Head head = JSON.treeToValue(written.required("head"), Head.class);
        return new Order(assignment(head, written.path(DOCUMENT)), head.planId());
    }

    private static Head head(Order order) {
        return switch (order.assignment()) {
            case Assignment.OfModels models ->
                new Head(
                        models.target(),
                        models.guards(),
                        order.planId(),
                        models.strategy().inOrder().stream()
                                .map(Operation::name)
                                .toList(),
                        models.document().losses(),
                        models.adopts(),
                        null,
                        false,
                        models.trace());
            case Assignment.OfRun run ->
                new Head(
                        run.target(),
                        run.guards(),
                        order.planId(),
                        List.of(),
                        List.of(),
                        false,
                        run.runId(),
                        run.force(),
                        run.trace());
        };
    }

    private static Assignment assignment(Head head, JsonNode document) {
        String restoreOf = head.restoreOf();
        return restoreOf == null
                ? new Assignment.OfModels(
                        head.target(),
                        UpdateStrategy.parse(head.updateStrategy()),
                        head.guards(),
                        document(document).with(head.losses()),
                        head.adopts(),
                        head.trace())
                : new Assignment.OfRun(head.target(), head.guards(), restoreOf, head.force(), head.trace());
    }

    private static Document document(JsonNode written) {
        byte[] text = written.toString().getBytes(StandardCharsets.UTF_8);
        return new NativeReader().read(DocumentText.parse(text, Notation.JSON), Supplement.NONE);
    }

    /** An order without its document. */
    private record Head(
            String target,
            Guards guards,
            @Nullable String planId,
            List<String> updateStrategy,
            List<Loss> losses,
            boolean adopts,
            @Nullable String restoreOf,
            boolean force,
            Map<String, String> trace) {}
}
