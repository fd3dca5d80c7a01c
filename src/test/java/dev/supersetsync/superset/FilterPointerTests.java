package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** How much of a dashboard is written, by the version. */
class FilterPointerTests {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final CannedServer server = new CannedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            6.1.0 | native_filter_configuration | targets: [{datasetId: 12}]   | /filters
            6.1.0 | chart_customization_config  | targets: [{datasetId: 12}]   | /chart_customizations
            6.1.0 | chart_customization_config  | customization: {dataset: 12} | /chart_customizations
            6.0.0 | native_filter_configuration | targets: [{datasetId: 12}]   | /filters
            6.0.0 | chart_customization_config  | customization: {dataset: 12} | ''
            5.0.0 | native_filter_configuration | targets: [{datasetId: 12}]   | /filters
            4.1.4 | native_filter_configuration | targets: [{datasetId: 12}]   | ''
            """)
    void writesAsLittleAsTheVersionLetsIt(String version, String member, String filter, String part) {
        var metadata = Answer.JSON.createObjectNode();
        metadata.putArray(member).add(YAML.readTree("{id: A, " + filter + "}"));
        var text = JsonMapper.shared().writeValueAsString(metadata.toString());
        server.answer("GET /static/version_info.json", 200, "{\"version\": \"" + version + "\"}")
                .answer("GET /api/v1/dashboard/7", 200, "{\"result\": {\"json_metadata\": " + text + "}}")
                .answer("PUT /api/v1/dashboard/7" + part, 200, "{}");
        try (var target = Connections.target(Connections.withPassword(server.url(), "ana", "password"))) {
            var restorer = target.connect().restorer();

            assertThatThrownBy(() -> restorer.pointFilters(7, 12, 34)).hasMessageContaining("did not store");
        }
        assertThat(server.calls())
                .filteredOn(call -> call.startsWith("PUT"))
                .containsExactly("PUT /api/v1/dashboard/7" + part);
    }
}
