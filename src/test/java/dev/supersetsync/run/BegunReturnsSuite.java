package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class BegunReturnsSuite {

    private final Database database;
    private final BegunReturns returns;

    BegunReturnsSuite(Database database) {
        this.database = database;
        this.returns = database.begunReturns;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    @Test
    void whatBeganAndDidNotEndIsKnown() {
        returns.begin("main", "a");
        returns.begin("main", "b");
        returns.begin("main", "b");
        returns.begin("other", "a");

        returns.end("main", "a");

        assertThat(returns.ofTarget("main")).containsExactly("b");
        assertThat(returns.ofTarget("other")).containsExactly("a");
    }
}
