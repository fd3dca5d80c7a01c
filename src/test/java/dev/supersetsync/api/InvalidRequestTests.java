package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class InvalidRequestTests {

    private static final String MODELS = "\"models\": {\"version\": 1, \"models\": []}";

    @Autowired
    private MockMvcTester mvc;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"traget\": \"main\" | traget | is not known; did you mean 'target'?",
                "\"zzz\": 1 | zzz | is not known",
                "\"target\": 7 | target | must be a text",
                "\"target\": \"\" | target | must not be empty; leave it out instead",
                "\"update_strategy\": \"UPDAET\" | update_strategy | 'UPDAET' is none of CREATE, UPDATE, REPLACE, DELETE; did you mean 'UPDATE'?",
                "\"update_strategy\": [] | update_strategy | An update strategy needs at least one of CREATE, UPDATE, REPLACE, DELETE",
                "\"update_strategy\": [1] | update_strategy | must be a text or a list of texts",
                "\"guards\": [] | guards | must be an object with members",
                "\"guards\": {\"breaking_change\": \"FAIL\"} | guards.breaking_change | is not known; did you mean 'breaking_changes'?",
                "\"guards\": {\"breaking_changes\": \"FIAL\"} | guards.breaking_changes | 'FIAL' is none of WITHHOLD, FAIL, ALLOW; did you mean 'FAIL'?",
                "\"guards\": {\"max_delete_percent\": 101} | guards.max_delete_percent | must be a whole number from 0 to 100",
                "\"guards\": {\"take_over\": \"yes\"} | guards.take_over | must be true or false",
                "\"defaults\": {\"scheme\": \"dwh\"} | defaults.scheme | is not known; did you mean 'schema'?",
                "\"defaults\": {\"undeclared_columns\": \"DROP\"} | defaults.undeclared_columns | 'DROP' is none of KEEP, INCLUDE, HIDE, RETAIN_AS_NULL",
                "\"database_names\": {\"a b\": 1} | database_names[\"a b\"] | must be a text",
                "\"format\": \"csv\" | format | 'csv' is no format; use native, mara-schema, dbt, metricflow, ossie, cube",
            })
    void saysWhatIsWrongAndWhere(String member, String path, String message) {
        MvcTestResult answer = sync("{" + member + ", " + MODELS + "}");

        assertThat(answer).hasStatus(422);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("/problems/invalid-request");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .containsExactly(path);
        assertThat(answer).bodyJson().extractingPath("$.violations[0].message").isEqualTo(message);
        assertThat(answer).bodyJson().extractingPath("$.violations[0].line").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"guards\": {\"rewrite_charts\": true} | guards.rewrite_charts",
            })
    void refusesWhatIsStillToCome(String member, String path) {
        MvcTestResult answer = sync("{" + member + ", " + MODELS + "}");

        assertThat(answer).hasStatus(422);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .containsExactly(path);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.violations[0].message")
                .asString()
                .contains("not supported yet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"source\": null, \"restore_of\": null, \"adopt\": null, \"format\": null",
                "\"adopt\": false, \"format\": \"native\", \"guards\": null",
                "\"guards\": {\"read\": \"FULL\", \"rewrite_charts\": false}",
            })
    void takesTheDefaultsOfWhatIsStillToCome(String member) {
        assertThat(sync("{" + member + ", " + MODELS + "}")).hasStatusOk();
    }

    @Test
    void aSourceSaysItselfWhatItIs() {
        assertThat(sync("{\"source\": \"shop\", \"format\": \"native\", \"name\": \"x\", " + MODELS + "}"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .containsExactly("models", "format", "name");
    }

    @Test
    void membersThatSayNothingMayStandBesideASource() {
        assertThat(sync("""
                {"source": "nowhere", "models": null, "format": null, "name": null,
                 "defaults": {"database": null, "schema": null}, "database_names": {}}
                """)).hasStatus(404).bodyText().contains("nowhere");
    }

    @Test
    void onlyFormatsOfDbtAreSelectedFrom() {
        assertThat(sync("{\"select\": [\"tag:x\"], \"exclude\": \"a\", " + MODELS + "}"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .containsExactly("select", "exclude");
    }

    @Test
    void previousNamesAreNotSupportedYet() {
        MvcTestResult answer = sync("""
                {"models": {"version": 1, "defaults": {"database": "wh"},
                            "models": [{"table": "t", "previous_names": ["s"]}]}}
                """);

        assertThat(answer).hasStatus(422).bodyText().contains("not supported yet");
    }

    @Test
    void tellsEverythingAtOnce() {
        MvcTestResult answer = sync("""
                {"traget": "main",
                 "guards": {"breaking_changes": "x", "ui_edits": 3},
                 "update_strategy": ["UPDATE", "REPLACE"]}
                """);

        assertThat(answer).hasStatus(422);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .containsExactly("traget", "models", "guards.breaking_changes", "guards.ui_edits");
        assertThat(answer).bodyJson().extractingPath("$.violations[2].line").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"models\"", "null", "17"})
    void refusesABodyThatIsNoObject(String body) {
        assertThat(sync(body)).hasStatus(422);
    }

    @Test
    void saysThatADocumentBelongsIntoTheMemberModels() {
        assertThat(sync("{\"version\": 1, \"models\": []}"))
                .hasStatus(422)
                .bodyText()
                .contains("send it as the member models");
    }

    @Test
    void refusesAFieldOfAFormThatComesTwice() {
        MvcTestResult answer = mvc.post()
                .uri("/sync")
                .multipart()
                .part(new MockPart("models", "m.yaml", "version: 1\nmodels: []".getBytes(StandardCharsets.UTF_8)))
                .part(
                        new MockPart("target", "main".getBytes(StandardCharsets.UTF_8)),
                        new MockPart("target", "spare".getBytes(StandardCharsets.UTF_8)))
                .exchange();

        assertThat(answer)
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"violations\": [{\"path\": \"target\", \"message\": \"is given more than once\"}]}");
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        MvcTestResult answer = mvc.post()
                .uri("/sync")
                .multipart()
                .part(new MockPart("models", "broken.json", "{\"version\": }".getBytes(StandardCharsets.UTF_8)))
                .exchange();

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/unreadable\", \"line\": 1, \"file\": \"broken.json\"}");
    }

    /** PostgreSQL has no text with it. */
    @ParameterizedTest
    @CsvSource({"/runs?job=%00, job", "/runs?target=a%00b, target", "/targets/main/models?schema=%00, schema"})
    void refusesTheCharacterNulInParameters(URI uri, String parameter) {
        assertThat(mvc.get().uri(uri)).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                        {"type": "/problems/invalid-request",
                         "violations": [{"path": "%s", "message": "must not contain the character NUL"}]}
                        """.formatted(parameter));
    }

    @Test
    void refusesTheCharacterNulInTexts() {
        MvcTestResult answer = mvc.post()
                .uri("/plans")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"restore_of\": \"\\u0000\"}")
                .exchange();

        assertThat(answer).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                        {"type": "/problems/invalid-request",
                         "violations": [{"path": "restore_of", "message": "must not contain the character NUL"}]}
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "-999999999-01-01, 422",
        "0000-12-31, 422",
        "0001-01-01, 200",
        "9999-12-31, 200",
        "%2B10000-01-01T00:00:00Z, 422"
    })
    void boundsTimes(String since, int status) {
        assertThat(mvc.get().uri(URI.create("/runs?since=" + since))).hasStatus(status);
    }

    private MvcTestResult sync(String body) {
        return mvc.post()
                .uri("/sync")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
