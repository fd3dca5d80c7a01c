package dev.supersetsync.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a backup holds beyond datasets and their usages. Every method may throw {@link SupersetException}. */
public interface BackupReader {

    /**
     * Superset's own export of these datasets: a ZIP that Superset can import, without any secret. A dataset that is gone
     * is left out; empty where we may not export, which takes nothing from what brings datasets back.
     */
    Optional<byte[]> export(Collection<ListedDataset> datasets);

    /** The roles that were granted each of these datasets, by its id; nothing where {@link #missing()} names grants. */
    Map<Integer, List<Grant>> grants(Collection<ListedDataset> datasets);

    /**
     * What of the things that a deletion takes along this server does not let us read, though it may be there; asked once
     * a connection, with a few requests.
     */
    Set<Part> missing();

    /** What a backup may lack since a server does not let us read it. */
    enum Part {
        /** Which roles were granted a dataset. */
        ROLE_GRANTS("role grants"),
        /** The rules of row-level security. */
        ROW_LEVEL_SECURITY("row-level security"),
        /** Tags. */
        TAGS("tags"),
        /** Superset's own export. */
        EXPORT("dataset export");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        /** What people call it. */
        public String words() {
            return words;
        }
    }
}
