package dev.supersetsync.plan;

import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;

/** The datasets of a shop, as every test of the planner knows them. */
final class Datasets {

    static final String TOP_CUSTOMERS = "SELECT customer, SUM(amount) AS amount FROM dwh.orders GROUP BY 1";

    private Datasets() {}

    /** A table of orders: when, in which state, how much; and their revenue. */
    static Sketch orders() {
        return Sketch.of("orders")
                .column("ordered_at", "TIMESTAMP")
                .column("ordered_at", Setting.TEMPORAL, Value.flag(true))
                .column("status", "TEXT")
                .column("amount", "NUMERIC")
                .metric("revenue", "SUM(amount)");
    }

    /** A query of who buys most. */
    static Sketch topCustomers() {
        return Sketch.of("top_customers")
                .query(TOP_CUSTOMERS)
                .column("customer", "TEXT")
                .column("amount", "NUMERIC")
                .metric("customers", "COUNT(*)");
    }

    /** A table with nothing to say about it. */
    static Sketch table(String name) {
        return Sketch.of(name).column("id", "BIGINT");
    }
}
