package dev.supersetsync.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a batch that was refused. */
class RefusedBatchTests {

    @ParameterizedTest
    @CsvSource({
        "a b c d e, ''     , ''  , a b | c d e",
        "a b      , ''     , ''  , a | b",
        "a        , ''     , a   , ''",
        "a b c    , b      , b   , a c",
        "a b c    , a c    , a c , b",
        "a b      , a b    , a b , ''",
        "a        , a      , a   , ''",
        "a b      , x      , ''  , a | b"
    })
    void isSplit(String batch, String named, String alone, String again) {
        List<Change.Create> creations =
                names(batch).stream().map(Changes::create).toList();
        Set<String> culprits = Set.copyOf(names(named));

        RefusedBatch refused = RefusedBatch.of(
                creations,
                culprits.stream().map(name -> Changes.create(name).dataset()).collect(Collectors.toSet()));

        assertThat(said(refused.alone())).isEqualTo(alone);
        assertThat(refused.again().stream().map(RefusedBatchTests::said).collect(Collectors.joining(" | ")))
                .isEqualTo(again);
    }

    private static List<String> names(String all) {
        return Arrays.stream(all.split(" ")).filter(name -> !name.isEmpty()).toList();
    }

    private static String said(List<Change.Create> creations) {
        return creations.stream().map(create -> create.dataset().name()).collect(Collectors.joining(" "));
    }
}
