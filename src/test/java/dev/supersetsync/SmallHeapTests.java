package dev.supersetsync;

import org.junit.jupiter.api.Test;

/**
 * Many models need little memory: a tenth of what {@code bench/run memory} takes, with a heap that is smaller by as much
 * beyond what the service needs for itself.
 */
class SmallHeapTests {

    private static final int MODELS = 1_000;
    private static final String HEAP = "128m";

    @Test
    void aThousandModelsAreSynced() {
        SmallHeap.run(MODELS, HEAP);
    }
}
