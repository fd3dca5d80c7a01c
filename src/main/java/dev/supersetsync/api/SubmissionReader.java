package dev.supersetsync.api;

import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.ParsedText;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Reads the body of a request by its content type, and no more of it than is allowed. */
@Component
class SubmissionReader implements HandlerMethodArgumentResolver {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final long MOST_BYTES = DataSize.ofMegabytes(20).toBytes();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Submission.class);
    }

    @Override
    public Submission resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory)
            throws IOException, ServletException {
        var request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("This is no HTTP request.");
        }
        return read(request);
    }

    private static Submission read(HttpServletRequest request) throws IOException, ServletException {
        if (request.getContentType() == null) {
            return new Submission(DocumentText.parse(NOTHING, Notation.JSON), List.of());
        }
        MediaType type = MediaType.parseMediaType(request.getContentType());
        if (type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            return Parts.of(request.getParts()).submission();
        }
        Notation notation = type.getSubtype().endsWith("json") ? Notation.JSON : Notation.YAML;
        ParsedText text = DocumentText.parse(body(request), notation);
        return new Submission(text, models(text));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw new MaxUploadSizeExceededException(MOST_BYTES);
        }
        try (InputStream body = request.getInputStream()) {
            byte[] bytes = body.readNBytes((int) MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new MaxUploadSizeExceededException(MOST_BYTES);
            }
            return bytes;
        }
    }

    private static List<ParsedText> models(ParsedText text) {
        return text.root().hasNonNull(RequestWords.MODELS) ? List.of(text.below(RequestWords.MODELS)) : List.of();
    }
}
