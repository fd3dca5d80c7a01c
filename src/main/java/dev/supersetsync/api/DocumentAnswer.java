package dev.supersetsync.api;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.supersetsync.model.Document;
import dev.supersetsync.source.NativeYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.databind.node.ObjectNode;

/** An answer that is a document, and nothing around it: so it can be kept as a file, and sent as it is. */
record DocumentAnswer(Document document) {

    @JsonValue
    ObjectNode tree() {
        return NativeYaml.tree(document);
    }

    /** Writes it in YAML, with comments, as no mapper does. */
    static final class AsYaml extends AbstractHttpMessageConverter<DocumentAnswer> {

        AsYaml() {
            setSupportedMediaTypes(List.of(
                    MediaType.APPLICATION_YAML,
                    MediaType.parseMediaType(Bodies.X_YAML),
                    MediaType.parseMediaType(Bodies.TEXT_YAML)));
        }

        @Override
        protected boolean supports(Class<?> type) {
            return type.equals(DocumentAnswer.class);
        }

        @Override
        protected DocumentAnswer readInternal(Class<? extends DocumentAnswer> type, HttpInputMessage input) {
            throw new HttpMessageNotReadableException("Documents are read from submissions.", input);
        }

        @Override
        protected void writeInternal(DocumentAnswer answer, HttpOutputMessage output) throws IOException {
            output.getBody().write(NativeYaml.write(answer.document()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
