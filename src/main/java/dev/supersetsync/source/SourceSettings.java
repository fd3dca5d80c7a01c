package dev.supersetsync.source;

import dev.supersetsync.model.Defaults;
import dev.supersetsync.settings.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The configured sources of models.
 *
 * @param sources by their names
 * @param sourceFolders the folders that {@code file:} locations may not leave
 * @param maxDocumentSize how long a text may be, of a source or sent as a file, that is JSON and not in our own format
 */
@ConfigurationProperties("superset-sync")
public record SourceSettings(
        @DefaultValue Map<String, ConfiguredSource> sources,
        @DefaultValue(".") List<String> sourceFolders,
        @DefaultValue(USUAL_DOCUMENT_MEGABYTES + "MB") DataSize maxDocumentSize) {

    /** How long such a text may be if nobody says more or less. */
    public static final long USUAL_DOCUMENT_MEGABYTES = 200;

    /** Checks what can be known of each source without reading it. */
    public SourceSettings {
        sources = Map.copyOf(sources);
        sourceFolders = List.copyOf(sourceFolders);
        sources.forEach((name, source) -> source.check("superset-sync.sources." + name));
    }

    /**
     * One place that documents come from.
     *
     * @param format what they are written in
     * @param location one or more of {@code file:} with a path or glob, {@code http:} and {@code https:}
     * @param token sent to {@code http:} and {@code https:} locations as a bearer token, empty for none
     * @param name the name of a document that does not say its own
     * @param defaults for models and documents that leave them out
     * @param databaseNames a document's own names of databases, and what these are called in Superset
     * @param select for formats of dbt: which of their contents are meant
     * @param exclude for formats of dbt: which of these are not
     */
    public record ConfiguredSource(
            @DefaultValue("native") String format,
            @DefaultValue List<String> location,
            @DefaultValue("") Secret token,
            @Nullable String name,
            @Nullable Defaults defaults,
            @DefaultValue Map<String, String> databaseNames,
            @DefaultValue List<String> select,
            @DefaultValue List<String> exclude) {

        public ConfiguredSource {
            location = List.copyOf(location);
            databaseNames = Map.copyOf(databaseNames);
        }

        private void check(String key) {
            if (Format.of(format).isEmpty()) {
                throw new IllegalArgumentException(
                        key + ".format: '" + format + "' is none of " + String.join(", ", Format.words()) + ".");
            }
            if (location.isEmpty()) {
                throw new IllegalArgumentException(key + ".location is missing: where are the models?");
            }
            location.forEach(place -> Location.of(key + ".location", place));
        }

        Format kind() {
            return Format.of(format).orElseThrow();
        }

        Supplement supplement() {
            return new Supplement(
                    name == null || name.isBlank() ? null : name,
                    defaults == null ? Defaults.NONE : defaults,
                    databaseNames);
        }

        Selection selection() {
            return new Selection(select, exclude);
        }
    }
}
