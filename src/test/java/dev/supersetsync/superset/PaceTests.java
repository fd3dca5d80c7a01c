package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** How many calls run at a time, after what Superset answered. */
class PaceTests {

    private static final Request PUT = Request.write(HttpMethod.PUT, "/api/v1/dataset/1", null);
    private static final Request GET = Request.get("/api/v1/dataset/1");
    private static final String LOCKED = "{\"message\": \"Dataset could not be updated.\"}";

    private final SteppingClock clock = new SteppingClock();
    private final Pace pace = new Pace(4, clock);

    @Test
    void allowsTheMostFromTheStart() {
        assertThat(pace.limit()).isEqualTo(4);
        well(100);
        assertThat(pace.limit()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void isHalvedWhereThereWereTooMany(int status) {
        pace.answered(GET, answer(status, ""), Duration.ofMillis(20));

        assertThat(pace.limit()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "403", "404"})
    void isAsItWasWhereSupersetSaysItsMind(int status) {
        pace.answered(PUT, answer(status, "{\"message\": \"No\"}"), Duration.ofMillis(20));

        assertThat(pace.limit()).isEqualTo(4);
    }

    @Test
    void countsOnceWhatGoesWrongAtTheSameTime() {
        tooMany();
        tooMany();
        assertThat(pace.limit()).isEqualTo(2);

        clock.sleep(Duration.ofSeconds(1));
        tooMany();
        clock.sleep(Duration.ofSeconds(1));
        tooMany();

        assertThat(pace.limit()).isEqualTo(1);
    }

    @Test
    void growsByOneAfterEnoughThatWentWell() {
        tooMany();

        well(19);
        assertThat(pace.limit()).isEqualTo(2);
        well(1);
        assertThat(pace.limit()).isEqualTo(3);
        well(20);
        assertThat(pace.limit()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"422", "500"})
    void isOneWhereTheDatabaseWasLocked(int status) {
        pace.answered(PUT, answer(status, LOCKED), Duration.ofMillis(20));

        assertThat(pace.limit()).isOne();
    }

    @Test
    void staysOneForLongerTheMoreOftenTheDatabaseWasLocked() {
        pace.answered(PUT, answer(422, LOCKED), Duration.ofMillis(20));
        well(40);
        assertThat(pace.limit()).isEqualTo(2);
        clock.sleep(Duration.ofSeconds(1));
        pace.answered(PUT, answer(422, LOCKED), Duration.ofMillis(20));

        well(79);
        assertThat(pace.limit()).isOne();
        well(1);
        assertThat(pace.limit()).isEqualTo(2);
    }

    @Test
    void isAsItWasWhereSupersetSaysWhatIsWrongWithAWrite() {
        pace.answered(PUT, answer(422, "{\"message\": {\"columns\": [\"no\"]}}"), Duration.ofMillis(20));

        assertThat(pace.limit()).isEqualTo(4);
    }

    @Test
    void isHalvedWhereAnswersTakeEverLonger() {
        well(50);

        for (int i = 0; i < 4; i++) {
            pace.answered(PUT, answer(200, "{}"), Duration.ofSeconds(2));
        }

        assertThat(pace.limit()).isEqualTo(2);
    }

    @Test
    void isAsItWasWhereAnswersAlwaysTakeLong() {
        for (int i = 0; i < 50; i++) {
            pace.answered(PUT, answer(200, "{}"), Duration.ofSeconds(2));
        }

        assertThat(pace.limit()).isEqualTo(4);
    }

    @Test
    void doesNotMindWhatTakesAsLongAsWhatItIsAbout() {
        Request export = GET.patient(2);
        Request query = Request.ask("/api/v1/sqllab/execute/", Answer.JSON.createObjectNode());
        for (Request request : List.of(export, query)) {
            pace.answered(request, answer(200, "{}"), Duration.ofMillis(1));
            for (int i = 0; i < 9; i++) {
                pace.answered(request, answer(200, "{}"), Duration.ofSeconds(9));
            }
        }

        assertThat(pace.limit()).isEqualTo(4);
    }

    @Test
    void isHalvedWhereNoAnswerCameInTime() {
        pace.late();

        assertThat(pace.limit()).isEqualTo(2);
    }

    private void tooMany() {
        pace.answered(GET, answer(429, ""), Duration.ofMillis(20));
    }

    private void well(int calls) {
        for (int i = 0; i < calls; i++) {
            pace.answered(PUT, answer(200, "{}"), Duration.ofMillis(20));
        }
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, "", List.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
