package dev.supersetsync.source;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Violation;
import dev.supersetsync.outbound.Outbound;
import dev.supersetsync.source.SourceSettings.ConfiguredSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The configured sources of models, each read anew whenever it is asked for. */
@Component
public class Sources {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, ConfiguredSource> sources;
    private final SourceFiles files;
    private final SourceAddresses addresses;
    private final DocumentReader reader = new DocumentReader();

    Sources(SourceSettings settings, Outbound outbound) {
        settings.sources().forEach((name, source) -> check("superset-sync.sources." + name, source, outbound));
        this.sources = settings.sources();
        this.files = new SourceFiles(Path.of(""), settings.sourceFolders());
        this.addresses = new SourceAddresses(outbound, PATIENCE);
    }

    private static void check(String key, ConfiguredSource source, Outbound outbound) {
        for (String place : source.location()) {
            if (Location.of(key, place) instanceof Location.Address address) {
                outbound.complaint(address.uri()).ifPresent(wrong -> {
                    throw new IllegalArgumentException(key + ".location " + wrong + ".");
                });
            }
        }
    }

    /** The names of the configured sources. */
    public Set<String> names() {
        return sources.keySet();
    }

    /**
     * What a source says now.
     *
     * @return nothing if no source has this name
     * @throws SourceUnavailable if it cannot be read
     * @throws InvalidModels with everything that is wrong with what it says
     */
    public Optional<Document> read(String name) {
        return Optional.ofNullable(sources.get(name)).map(this::read);
    }

    private Document read(ConfiguredSource source) {
        List<ParsedText> texts = new ArrayList<>();
        for (String place : source.location()) {
            texts.addAll(texts(place, source));
        }
        return reader.read(source.kind(), texts, source.supplement(), source.selection());
    }

    private List<ParsedText> texts(String place, ConfiguredSource source) {
        try {
            return switch (Location.of("location", place)) {
                case Location.Files location -> files.read(location);
                case Location.Address address -> List.of(addresses.read(address, source.token()));
            };
        } catch (UnreadableDocument e) {
            throw new InvalidModels(
                    List.of(new Violation(String.valueOf(e.file()), e.line(), e.column(), e.problem())));
        } catch (DocumentTooLarge e) {
            throw new SourceUnavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
