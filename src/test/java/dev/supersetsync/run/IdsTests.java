package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTests {

    private final MovableClock clock = new MovableClock(Database.START);
    private final Ids ids = new Ids(clock);

    @Test
    void anIdIsAUuidOfVersion7WithItsTime() {
        var id = UUID.fromString(ids.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(Database.START.toEpochMilli());
    }

    @Test
    void idsOfOneMomentSortInTheirOrder() {
        var made = Stream.generate(ids::next).limit(10_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsSortByTimeAlsoIfTheClockGoesBack() {
        var first = ids.next();
        clock.moveBy(Duration.ofHours(-1));
        var second = ids.next();
        clock.moveBy(Duration.ofHours(2));
        var third = ids.next();

        assertThat(Stream.of(first, second, third)).isSorted();
    }

    @Test
    void idsMadeAtOnceDiffer() {
        var made =
                IntStream.range(0, 10_000).parallel().mapToObj(_ -> ids.next()).toList();

        assertThat(made).doesNotHaveDuplicates();
    }
}
