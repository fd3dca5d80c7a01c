package dev.supersetsync;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Keeps the classes of the tests out of a service that runs on their class path: they are in its packages, and would be
 * found as parts of it.
 */
final class TestsAreNoParts extends TypeExcludeFilter {

    private static final String SERVICE = SupersetSyncApplication.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString();

    @Override
    public boolean match(MetadataReader candidate, MetadataReaderFactory readers) throws IOException {
        return !candidate.getResource().getURL().toString().contains(SERVICE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TestsAreNoParts;
    }

    @Override
    public int hashCode() {
        return TestsAreNoParts.class.hashCode();
    }
}
