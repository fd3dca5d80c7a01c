package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DatasetJsonTests {

    private final DatasetJson json = new DatasetJson(new StoredJson());

    @Property
    void everyDatasetComesBackAsItWas(@ForAll("datasets") Dataset dataset) {
        assertThat(json.read(json.write(dataset))).isEqualTo(dataset);
    }

    @Property
    void whatIsWrittenIsPlainAscii(@ForAll("datasets") Dataset dataset) {
        assertThat(json.write(dataset).chars()).allMatch(character -> character >= 32 && character < 128);
    }

    @Test
    void theSameDatasetIsWrittenTheSameWay() {
        var dataset = new Dataset(
                new DatasetKey("warehouse", null, "dwh", "orders"),
                Settings.none().with(Setting.CACHE_TIMEOUT, Value.UNSET),
                List.of(new Column("status", Settings.none().with(Setting.HIDDEN, Value.flag(true)))),
                List.of());

        assertThat(json.write(dataset)).isEqualTo("""
                {"database":"warehouse","catalog":null,"schema":"dwh","name":"orders","settings":{"cache_timeout":null},\
                "columns":[{"name":"status","settings":{"hidden":true}}],"metrics":[]}""");
    }

    @Test
    void aSettingThatIsNotKnownAnyMoreIsPassedOver() {
        var read = json.read("""
                {"database": "w", "catalog": null, "schema": null, "name": "t",
                 "settings": {"from_another_time": {"x": 1}, "offset": 2}, "columns": [], "metrics": []}
                """);

        assertThat(read.settings()).isEqualTo(Settings.none().with(Setting.OFFSET, new Value.Whole(2)));
    }

    @Provide
    Arbitrary<Dataset> datasets() {
        var columns = Combinators.combine(texts(), settings()).as(Column::new);
        var metrics = Combinators.combine(texts(), settings()).as(Metric::new);
        return Combinators.combine(
                        keys(),
                        settings(),
                        columns.list().ofMaxSize(4),
                        metrics.list().ofMaxSize(4))
                .as(Dataset::new);
    }

    private static Arbitrary<DatasetKey> keys() {
        return Combinators.combine(texts(), texts().injectNull(0.3), texts().injectNull(0.3), texts())
                .as(DatasetKey::new);
    }

    private static Arbitrary<Settings> settings() {
        var parts = values().map(it -> Settings.none().with(Setting.LABEL, it)).map(Value.Parts::new);
        return Arbitraries.maps(Arbitraries.of(Setting.class), Arbitraries.oneOf(values(), parts))
                .ofMaxSize(6)
                .map(Settings::of);
    }

    private static Arbitrary<Value> values() {
        return Arbitraries.oneOf(
                Arbitraries.just(Value.UNSET),
                texts().map(Value.Text::new),
                Arbitraries.longs().map(Value.Whole::new),
                Arbitraries.of(true, false).map(Value.Flag::new),
                texts().list().ofMaxSize(3).map(Value.Names::new),
                Combinators.combine(texts().injectNull(0.3), texts().injectNull(0.3))
                        .as(Value.Certification::new),
                Combinators.combine(texts(), texts().injectNull(0.3)).as(Value.Currency::new));
    }

    /** All characters, halves of surrogate pairs included. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(12);
    }
}
