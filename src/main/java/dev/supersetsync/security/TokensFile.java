package dev.supersetsync.security;

import dev.supersetsync.security.CallerSettings.TokenSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A file with tokens, in the words of the configuration: {@code tokens: [{name, role, sha256, …}]}. It reads and
 * understands; when to do so is for {@link MountedTokens}. What it says of a file that is wrong holds nothing of what
 * stands in the file but names.
 */
record TokensFile(Path path) {

    private static final int MOST_BYTES = 1024 * 1024;

    byte[] read() throws Unusable {
        try (InputStream content = Files.newInputStream(path)) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Unusable("it is larger than 1 MB");
            }
            return bytes;
        } catch (IOException e) {
            throw new Unusable("it cannot be read: " + e.getClass().getSimpleName());
        }
    }

    static List<TokenSettings> understand(byte[] content) throws Unusable {
        try {
            var texts = new YamlPropertySourceLoader().load("tokens", new ByteArrayResource(content));
            var tokens = new Binder(ConfigurationPropertySources.from(texts))
                    .bind(
                            "tokens",
                            Bindable.listOf(TokenSettings.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
            if (!tokens.isBound()) {
                throw new Unusable("it has no list 'tokens'");
            }
            return tokens.get();
        } catch (BindException e) {
            throw new Unusable(wrong(e));
        } catch (MarkedYAMLException e) {
            throw new Unusable(
                    e.getProblemMark() == null
                            ? "it is no YAML"
                            : "it is no YAML at line " + (e.getProblemMark().getLine() + 1));
        } catch (IOException | RuntimeException e) {
            throw new Unusable("it is no YAML");
        }
    }

    /** The messages of others can hold what stands in the file. */
    private static String wrong(BindException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return "it has what nothing reads: "
                        + unknown.getUnboundProperties().stream()
                                .map(property -> property.getName().toString())
                                .collect(Collectors.joining(", "));
            }
            if (cause instanceof IllegalArgumentException
                    && String.valueOf(cause.getMessage()).startsWith(CallerSettings.TOKENS)) {
                return String.valueOf(cause.getMessage());
            }
        }
        return exception.getName() + " is not understood";
    }

    /** The file cannot be used; the message is the second part of a sentence about it. */
    static final class Unusable extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }
}
