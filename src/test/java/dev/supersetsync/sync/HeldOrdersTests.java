package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Guards;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOrdersTests {

    private final HeldOrders held = new HeldOrders();

    @Test
    void anOrderIsTakenOnce() {
        Order order = order("a");
        held.hold("a", order);

        assertThat(held.take("a")).contains(order);
        assertThat(held.take("a")).isEmpty();
    }

    @Test
    void ofManyOnlyAFewAreHeldAndThoseAreTheFirst() {
        IntStream.range(0, 1_000).forEach(number -> held.hold("run" + number, order("r")));

        assertThat(IntStream.range(0, 1_000)
                        .filter(number -> held.take("run" + number).isPresent()))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void anotherIsHeldWhereOneWasTaken() {
        IntStream.range(0, 5).forEach(number -> held.hold("run" + number, order("r")));
        held.take("run0");

        held.hold("next", order("n"));

        assertThat(held.take("run4")).isEmpty();
        assertThat(held.take("next")).isPresent();
    }

    private static Order order(String run) {
        return new Order(new Assignment.OfRun("main", Guards.DEFAULT, run, false), null);
    }
}
