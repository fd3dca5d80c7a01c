package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.DatasetKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class BegunCreationsSuite {

    private static final DatasetKey ORDERS = new DatasetKey("warehouse", null, "dwh", "orders");
    private static final DatasetKey ITEMS = new DatasetKey("warehouse", "c", null, "Größe");

    private final Database database;
    private final BegunCreations creations;

    BegunCreationsSuite(Database database) {
        this.database = database;
        this.creations = database.begunCreations;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    @Test
    void whatBeganAndDidNotEndIsKnown() {
        creations.begin("main", ORDERS);
        creations.begin("main", ITEMS);
        creations.begin("other", ORDERS);

        creations.end("main", ORDERS);

        assertThat(creations.ofTarget("main")).containsExactly(ITEMS);
        assertThat(creations.ofTarget("other")).containsExactly(ORDERS);
    }

    @Test
    void aCreationMayBeginAgain() {
        creations.begin("main", ORDERS);
        creations.begin("main", ORDERS);

        assertThat(creations.ofTarget("main")).containsExactly(ORDERS);
    }
}
