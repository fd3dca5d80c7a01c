package dev.supersetsync.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What dbt says that one of its files is: its kind, such as manifest or catalog, and the version of that. It says
 * nothing of the content.
 *
 * @param version from 1; dbt counts each kind for itself
 */
record DbtArtifact(String kind, int version) {

    static final String MANIFEST = "manifest";
    static final String CATALOG = "catalog";

    private static final Pattern ADDRESS =
            Pattern.compile("https://schemas\\.getdbt\\.com/dbt/(?<kind>[a-z-]+)/v(?<version>\\d{1,4})\\.json");

    /** What a text says that it is; empty if it is no file of dbt. */
    static Optional<DbtArtifact> of(JsonNode root) {
        Matcher address = ADDRESS.matcher(new Fields(root).below("metadata").textOr("dbt_schema_version", ""));
        return address.matches()
                ? Optional.of(new DbtArtifact(address.group("kind"), Integer.parseInt(address.group("version"))))
                : Optional.empty();
    }

    static boolean isManifest(JsonNode root) {
        return of(root).filter(artifact -> artifact.kind.equals(MANIFEST)).isPresent();
    }
}
