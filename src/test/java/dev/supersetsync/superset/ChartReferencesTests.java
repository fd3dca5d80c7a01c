package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.state.SupersetException;
import org.junit.jupiter.api.Test;

class ChartReferencesTests {

    private static final String PARAMS = """
            {"datasource":"12__table","viz_type":"table","row_limit":12,"threshold":1.50,"note":"12__table"}""";
    private static final String CONTEXT = """
            {"datasource":{"id":12,"type":"table"},"force":false,\
            "queries":[{"columns":["12__table"],"datasource":{"id":12,"type":"table"}},{"row_limit":12}],\
            "form_data":{"datasource":"12__table","slice_id":12}}""";

    @Test
    void namesTheOtherDatasetInEachPlaceAndChangesNothingElse() {
        var pointed = new ChartReferences(PARAMS, CONTEXT).pointed(12, 34);

        assertThat(pointed.params())
                .isEqualTo(PARAMS.replace("\"datasource\":\"12__table\"", "\"datasource\":\"34__table\""));
        assertThat(pointed.queryContext())
                .isEqualTo(CONTEXT.replace("\"id\":12,", "\"id\":34,")
                        .replace("\"datasource\":\"12__table\"", "\"datasource\":\"34__table\""));
    }

    @Test
    void leavesWhatIsNotThere() {
        assertThat(new ChartReferences(null, null).pointed(12, 34)).isEqualTo(new ChartReferences(null, null));
        assertThat(new ChartReferences("{}", "{}").pointed(12, 34)).isEqualTo(new ChartReferences("{}", "{}"));
    }

    @Test
    void leavesOtherDatasets() {
        var other = new ChartReferences(PARAMS, CONTEXT);

        assertThat(other.pointed(120, 34)).isEqualTo(other);
    }

    @Test
    void allowsTheDatasetThatIsNamedOrAnyWhereNoneIs() {
        assertThat(new ChartReferences(PARAMS, CONTEXT).allow(12)).isTrue();
        assertThat(new ChartReferences(PARAMS, CONTEXT).allow(1)).isFalse();
        assertThat(new ChartReferences(null, CONTEXT).allow(1)).isFalse();
        assertThat(new ChartReferences(null, null).allow(1)).isTrue();
        assertThat(new ChartReferences("{}", null).allow(1)).isTrue();
        assertThat(new ChartReferences(null, "{\"datasource\":{\"id\":\"12\"}}").allow(12))
                .isTrue();
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> new ChartReferences("{broken", null).pointed(12, 34))
                .isInstanceOf(SupersetException.class);
        assertThatThrownBy(() -> new ChartReferences("[]", null).pointed(12, 34))
                .isInstanceOf(SupersetException.class);
    }
}
