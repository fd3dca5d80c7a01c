package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleTests {

    private static final String ONE = "11111111-1111-1111-1111-111111111111";
    private static final String TWO = "22222222-2222-2222-2222-222222222222";
    private static final String SHOP = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";
    private static final String OTHER = "bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb";

    private final Bundle bundle = new Bundle();

    @Test
    void holdsAllFilesOfAnExportInOneFolder() {
        bundle.add(Map.of(
                "metadata.yaml", "version: 1.0.0\ntype: SqlaTable\ntimestamp: '2026-01-01'\n",
                "databases/shop.yaml", database(SHOP, "shop"),
                "datasets/shop/orders.yaml", dataset(ONE, SHOP)));

        assertThat(bundle.has(ONE)).isTrue();
        assertThat(bundle.has(TWO)).isFalse();
        assertThat(Zip.read(bundle.zip()))
                .containsEntry("metadata.yaml", "version: 1.0.0\ntype: SqlaTable\n")
                .containsEntry("datasets/shop/orders.yaml", dataset(ONE, SHOP))
                .containsKey("databases/shop.yaml")
                .hasSize(3);
    }

    @Test
    void keepsNamesakesApart() {
        bundle.add(
                Map.of("databases/shop.yaml", database(SHOP, "shop"), "datasets/shop/orders.yaml", dataset(ONE, SHOP)));
        bundle.add(Map.of(
                "databases/shop.yaml", database(OTHER, "Shop"), "datasets/shop/orders.yaml", dataset(TWO, OTHER)));

        assertThat(bundle.has(ONE)).isTrue();
        assertThat(bundle.has(TWO)).isTrue();
        assertThat(Zip.read(bundle.zip()))
                .containsEntry("datasets/shop/orders.yaml", dataset(ONE, SHOP))
                .containsEntry("datasets/shop/orders_2.yaml", dataset(TWO, OTHER))
                .hasEntrySatisfying(
                        "databases/shop_2.yaml", text -> assertThat(text).contains(OTHER));
    }

    @Test
    void takesEachDatasetOnce() {
        var export =
                Map.of("databases/shop.yaml", database(SHOP, "shop"), "datasets/shop/orders.yaml", dataset(ONE, SHOP));

        bundle.add(export);
        bundle.add(export);

        assertThat(Zip.read(bundle.zip())).hasSize(3);
    }

    @Test
    void lacksDatasetWhoseDatabaseIsNotThere() {
        bundle.add(Map.of(
                "databases/shop.yaml", database(SHOP, "shop"), "datasets/shop/orders.yaml", dataset(ONE, OTHER)));

        assertThat(bundle.has(ONE)).isFalse();
    }

    /** Texts of people may look like anything. */
    @Test
    void takesNoUuidFromWithinADataset() {
        String text = "table_name: orders\nmetrics:\n- metric_name: count\n  uuid: " + TWO + "\n" + dataset(ONE, SHOP);

        assertThat(Bundle.uuid(text)).contains(ONE);
    }

    private static String dataset(String uuid, String database) {
        return "table_name: orders\nuuid: " + uuid + "\nversion: 1.0.0\ndatabase_uuid: " + database + "\n";
    }

    private static String database(String uuid, String name) {
        return "database_name: " + name + "\nsqlalchemy_uri: postgresql://h/d\nuuid: " + uuid + "\nversion: 1.0.0\n";
    }
}
