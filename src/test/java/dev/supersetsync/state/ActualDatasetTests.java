package dev.supersetsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActualDatasetTests {

    private static final DatasetKey KEY = new DatasetKey("warehouse", null, "dwh", "orders");
    private static final List<Column> COLUMNS =
            List.of(new Column("amount", Settings.none()), new Column("id", Settings.none()));
    private static final List<Metric> METRICS =
            List.of(new Metric("average", Settings.none()), new Metric("count", Settings.none()));

    @Test
    void knowsTheOrderInWhichPartsWereMade() {
        ActualDataset dataset = dataset(Map.of("id", 7, "amount", 8), Map.of("count", 3, "average", 4));

        assertThat(dataset.tellsIds()).isTrue();
        assertThat(dataset.inOrderOfIds().columns()).extracting(Column::name).containsExactly("id", "amount");
        assertThat(dataset.inOrderOfIds().metrics()).extracting(Metric::name).containsExactly("count", "average");
    }

    @Test
    void keepsTheOrderWhereNoIdsAreTold() {
        ActualDataset dataset = dataset(Map.of(), Map.of());

        assertThat(dataset.tellsIds()).isFalse();
        assertThat(dataset.inOrderOfIds()).isEqualTo(dataset.dataset());
    }

    @Test
    void takesIdsFromAnEarlierReadingOnlyForWhatIsStillThere() {
        ActualDataset earlier = dataset(Map.of("id", 7, "gone", 8), Map.of("count", 3, "average", 4));

        ActualDataset dataset = dataset(Map.of(), Map.of()).withIds(earlier.ids());

        assertThat(dataset.columnIds()).isEqualTo(Map.of("id", 7));
        assertThat(dataset.metricIds()).isEqualTo(Map.of("count", 3, "average", 4));
        assertThat(dataset.tellsIds()).isFalse();
    }

    private static ActualDataset dataset(Map<String, Integer> columnIds, Map<String, Integer> metricIds) {
        var dataset = new Dataset(KEY, Settings.none(), COLUMNS, METRICS);
        return new ActualDataset(1, "u", 1, null, dataset, null, "", columnIds, metricIds);
    }
}
