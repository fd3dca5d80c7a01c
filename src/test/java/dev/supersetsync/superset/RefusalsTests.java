package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.settings.Secret;
import dev.supersetsync.state.SupersetException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

class RefusalsTests {

    private static final Request READ = Request.get("/api/v1/dataset/1");
    private static final Request WRITE = Request.write(HttpMethod.PUT, "/api/v1/dataset/1", null);

    private final Refusals refusals = new Refusals(new Scrubber(List.of(new Secret("pa55word"))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"message": "Fatal error"}                                                   | Fatal error
            {"message": {"table": ["Dataset x already exists"]}}                         | table: Dataset x already exists
            {"message": {"columns": {"0": {"type": ["Not a valid string."]}}}}           | columns.0.type: Not a valid string.
            {"errors": [{"message": "429 Too Many Requests", "error_type": "X"}]}        | 429 Too Many Requests
            {"errors": [{"message": "one"}, {"message": "two"}]}                         | one; two
            {"errors": [{"message": "Error", "extra": {"messages": {"sql": ["bad"]}}}]}  | sql: bad
            {"error": "Could not locate column in row"}                                  | Could not locate column in row
            {"msg": "Token has expired"}                                                 | Token has expired
            {"message": "no login postgresql://ana:geheim@db/x"}                         | no login postgresql://***@db/x
            {"message": "pa55word is wrong"}                                             | *** is wrong
            {"other": 1}                                                                 | {"other":1}
            <html><head><title>502 Bad Gateway</title></head><body>x</body></html>       | an HTML page: 502 Bad Gateway
            """)
    void saysWhatSupersetSaid(String body, String said) {
        assertThat(refusals.of(READ, answer(400, body)).said()).isEqualTo(said);
    }

    @Test
    void saysSomethingWhereNothingWasSaid() {
        assertThat(refusals.of(READ, answer(502, "")).said()).isEqualTo("no text");
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED, UNAUTHORIZED",
        "403, REFUSED, REFUSED",
        "404, NOT_FOUND, NOT_FOUND",
        "422, REFUSED, REFUSED",
        "429, UNAVAILABLE, UNAVAILABLE",
        "500, REFUSED, REFUSED",
        "502, UNAVAILABLE, NO_ANSWER",
        "503, UNAVAILABLE, NO_ANSWER",
        "504, UNAVAILABLE, NO_ANSWER"
    })
    void decidesByStatus(int status, Kind forRead, Kind forWrite) {
        Answer answer = answer(status, "{\"message\": \"x\"}");

        assertThat(refusals.of(READ, answer).kind()).isEqualTo(forRead);
        assertThat(refusals.of(WRITE, answer).kind()).isEqualTo(forWrite);
    }

    @Test
    void tellsTokenThatIsNoneFromRefusedBody() {
        Answer answer = answer(422, "{\"msg\": \"Signature verification failed\"}");

        assertThat(refusals.of(READ, answer).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    @Test
    void knowsThatPageIsNoAnswerOfSupersets() {
        assertThat(refusals.of(READ, answer(404, "<title>Nothing here</title>")).kind())
                .isEqualTo(Kind.UNSUPPORTED);
        assertThat(refusals.strange(READ, answer(200, "<title>Welcome</title>")).said())
                .isEqualTo("This is no answer of Superset's: an HTML page: Welcome");
    }

    @Test
    void saysWhereRedirectLeads() {
        var answer = new Answer(301, "https://superset.example.org/", List.of(), new byte[0]);

        assertThat(refusals.of(READ, answer).said()).isEqualTo("it redirects to https://superset.example.org/");
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, "", List.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
