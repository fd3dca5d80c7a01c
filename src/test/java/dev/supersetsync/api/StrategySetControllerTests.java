package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class StrategySetControllerTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void reset() {
        jdbc.sql("DELETE FROM strategy_set").update();
    }

    @Test
    void theBuiltInOnesAreThere() {
        assertThat(mvc.get().uri("/strategy-sets")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"items": [{"name": "production", "update_strategy": ["CREATE", "UPDATE"], "guards": {}},
                           {"name": "development", "update_strategy": ["CREATE", "REPLACE", "DELETE"],
                            "guards": {"breaking_changes": "ALLOW", "max_delete_percent": 100, "rewrite_charts": true}}],
                 "page": 0, "size": 50, "total": 2}
                """);
    }

    @Test
    void oneIsPutLookedAtReplacedAndDeleted() {
        MvcTestResult created =
                put("careful", "{\"update_strategy\": \"update\", \"guards\": {\"ui_edits\": \"KEEP\"}}");
        assertThat(created).hasStatus(201).hasHeader(HttpHeaders.LOCATION, "http://localhost/strategy-sets/careful");
        assertThat(mvc.get().uri("/strategy-sets/careful")).bodyJson().isStrictlyEqualTo("""
                {"name": "careful", "update_strategy": ["UPDATE"], "guards": {"ui_edits": "KEEP"}}
                """);

        assertThat(put("careful", "{\"name\": \"careful\", \"update_strategy\": [\"CREATE\"]}"))
                .hasStatus(200)
                .bodyJson()
                .isStrictlyEqualTo("{\"name\": \"careful\", \"update_strategy\": [\"CREATE\"], \"guards\": {}}");

        assertThat(mvc.delete().uri("/strategy-sets/careful")).hasStatus(204);
        assertThat(mvc.get().uri("/strategy-sets/careful")).hasStatus(404);
    }

    @Test
    void yamlIsReadToo() {
        assertThat(mvc.put()
                        .uri("/strategy-sets/careful")
                        .contentType(MediaType.APPLICATION_YAML)
                        .content("update_strategy: [CREATE]\n"))
                .hasStatus(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | update_strategy",
                "{\"update_strategy\": \"CREATE\", \"gaurds\": {}} | gaurds",
                "{\"update_strategy\": \"CREATE\", \"guards\": {\"read\": \"QUICK\"}} | guards.read",
                "{\"update_strategy\": \"CREATE\", \"guards\": {\"rewrite_charts\": true}} | guards.rewrite_charts",
                "{\"update_strategy\": \"CREATE\", \"name\": \"other\"} | name",
                "{\"update_strategy\": \"CREAT\"} | update_strategy",
            })
    void whatIsWrongIsAViolation(String body, String path) {
        MvcTestResult answer = put("careful", body);

        assertThat(answer).hasStatus(422);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("/problems/invalid-request");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .containsExactly(path);
    }

    @Test
    void aContradictionHasItsOwnType() {
        assertThat(put("careful", "{\"update_strategy\": \"UPDATE|REPLACE\"}"))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/contradictory-strategy\"}");
    }

    @Test
    void namesArePlain() {
        assertThat(put("a b", "{\"update_strategy\": \"CREATE\"}")).hasStatus(422);
    }

    @Test
    void theBuiltInOnesStayAsTheyAre() {
        assertThat(put("production", "{\"update_strategy\": \"CREATE\"}"))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"type\": \"/problems/invalid-request\", \"violations\": [{\"path\": \"name\"}]}");
        assertThat(mvc.delete().uri("/strategy-sets/development")).hasStatus(422);
    }

    private MvcTestResult put(String name, String body) {
        return mvc.put()
                .uri("/strategy-sets/{name}", name)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
