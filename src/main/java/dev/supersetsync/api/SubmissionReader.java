package dev.supersetsync.api;

import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.Intake;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.SourceSettings;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives the body of a request, to be read by its content type, and no more of it than is allowed. */
@Component
class SubmissionReader implements HandlerMethodArgumentResolver {

    /** Up to this length a text is held in one piece; a longer one is read while it comes in. */
    private static final int SHORT_BYTES = 2 * 1024 * 1024;

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, Notation> NOTATIONS = Map.of(
            Bodies.JSON, Notation.JSON,
            Bodies.YAML, Notation.YAML,
            Bodies.X_YAML, Notation.YAML,
            Bodies.TEXT_YAML, Notation.YAML);

    private final long mostBytesOfParts;

    SubmissionReader(SourceSettings settings) {
        this.mostBytesOfParts = settings.maxDocumentSize().toBytes();
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Body.class);
    }

    @Override
    public Body resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        var request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("This is no HTTP request.");
        }
        return new Sent(request, mostBytesOfParts);
    }

    private static Submission read(HttpServletRequest request, long mostBytesOfParts)
            throws IOException, ServletException {
        if (request.getContentType() == null) {
            return nothing(request);
        }
        MediaType type = type(request.getContentType());
        if (type.equalsTypeAndSubtype(MediaType.MULTIPART_FORM_DATA)) {
            return Parts.of(request.getParts(), mostBytesOfParts).submission();
        }
        Notation notation = NOTATIONS.get(type.getType() + "/" + type.getSubtype());
        if (notation == null) {
            throw unsupported(type);
        }
        try (InputStream body = request.getInputStream()) {
            return isShort(request)
                    ? new SentWhole(SentText.of(notation, body.readAllBytes()))
                    : Submission.of(DocumentText.parse(body, notation, null, Intake.WHOLE));
        }
    }

    private static boolean isShort(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length >= 0 && length <= SHORT_BYTES;
    }

    /** A body that does not say what it is would else be passed over. */
    private static Submission nothing(HttpServletRequest request) throws IOException, ServletException {
        try (InputStream body = request.getInputStream()) {
            if (body.read() >= 0) {
                throw unsupported(MediaType.APPLICATION_OCTET_STREAM);
            }
        }
        return Submission.of(DocumentText.parse(NOTHING, Notation.JSON));
    }

    private static MediaType type(String contentType) throws ServletException {
        try {
            return MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotSupportedException(String.valueOf(e.getMessage()));
        }
    }

    private static ServletException unsupported(MediaType type) {
        return new HttpMediaTypeNotSupportedException(type, List.of());
    }

    /** The body of a request of the servlet container. */
    private record Sent(HttpServletRequest request, long mostBytesOfParts) implements Body {

        @Override
        public Submission read() throws IOException, ServletException {
            return SubmissionReader.read(request, mostBytesOfParts);
        }

        @Override
        public Submission readIfAny() throws IOException, ServletException {
            return isEmpty() ? nothing(request) : read();
        }

        /** Of a request that tells no length, only the container knows. */
        private boolean isEmpty() throws IOException {
            long length = request.getContentLengthLong();
            return length == 0 || length < 0 && request.getInputStream().isFinished();
        }
    }
}
