package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.state.SupersetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterReferencesTests {

    private static final String METADATA = """
            {"refresh_frequency":12,"native_filter_configuration":[\
            {"id":"A","targets":[{"datasetId":12,"column":{"name":"status"}},{"datasetId":13}]},\
            {"id":"B","targets":[{}]},\
            {"id":"C","targets":[{"datasetId":13}]}],\
            "chart_customization_config":[{"id":"D","targets":[{"datasetId":12}]}],"label_colors":{"datasetId":12}}""";

    private final FilterReferences before = metadata(METADATA);

    @Test
    void namesTheOtherDatasetInTargetsAndChangesNothingElse() {
        assertThat(before.pointed(12, 34).metadata().toString())
                .isEqualTo(METADATA.replace("[{\"datasetId\":12", "[{\"datasetId\":34"));
        assertThat(before.metadata().toString()).isEqualTo(METADATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "\"12\"", "{\"value\":12,\"label\":\"12\"}", "{\"value\":\"12\"}"})
    void namesTheOtherDatasetInCustomisationsAsWrittenBefore(String dataset) {
        String text = """
                {"chart_customization_config":[{"id":"D","customization":{"dataset":%s,"column":"status","limit":12}}]}""".formatted(dataset);
        FilterReferences customised = metadata(text);

        assertThat(customised.name(12)).isTrue();
        assertThat(customised.name(1)).isFalse();
        assertThat(customised.pointed(12, 34).metadata().toString())
                .isEqualTo(text.replace("\"dataset\":" + dataset, "\"dataset\":" + dataset.replaceFirst("12", "34")));
    }

    @Test
    void namesTheOtherDatasetInWhatACustomisationShowsOfIt() {
        FilterReferences customised = metadata(
                "{\"chart_customization_config\":[{\"customization\":{\"dataset\":\"12\",\"datasetInfo\":{\"value\":12}}}]}");

        assertThat(customised.pointed(12, 34).metadata().toString())
                .contains("\"dataset\":\"34\",\"datasetInfo\":{\"value\":34}");
    }

    @Test
    void namesNoDatasetInCustomisationsWithoutOne() {
        FilterReferences customised =
                metadata("{\"chart_customization_config\":[{\"id\":\"D\",\"customization\":{\"dataset\":null}},{},3]}");

        assertThat(customised.name(12)).isFalse();
        assertThat(customised.pointed(12, 34)).isEqualTo(customised);
    }

    @Test
    void tellsTheFiltersThatChange() {
        FilterReferences after = before.pointed(12, 34);

        assertThat(after.changed(FilterReferences.FILTERS, before))
                .singleElement()
                .satisfies(filter -> assertThat(filter.path("id").asString()).isEqualTo("A"));
        assertThat(after.changed(FilterReferences.CUSTOMIZATIONS, before)).hasSize(1);
        assertThat(before.pointed(99, 34).changed(FilterReferences.FILTERS, before))
                .isEmpty();
    }

    @Test
    void tellsWhatIsNamed() {
        assertThat(before.name(13)).isTrue();
        assertThat(before.name(99)).isFalse();
        assertThat(metadata("{}").name(12)).isFalse();
        assertThat(metadata("").name(12)).isFalse();
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> metadata("{broken")).isInstanceOf(SupersetException.class);
        assertThatThrownBy(() -> metadata("[]")).isInstanceOf(SupersetException.class);
    }

    private static FilterReferences metadata(String text) {
        return FilterReferences.of(Answer.JSON.createObjectNode().put("json_metadata", text));
    }
}
