package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Document;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.NativeReader;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.Supplement;
import dev.supersetsync.state.Database;
import dev.supersetsync.sync.Meaning.Terms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a document means again and again, where what decides it changes in between. */
class MeaningTests {

    private static final Map<String, Database> POSTGRESQL = databases("postgresql");
    private static final Map<String, Database> MYSQL = databases("mysql");
    private static final UpdateStrategy REPLACE = UpdateStrategy.parse(List.of("REPLACE"));

    private final Document document = document();

    @Test
    void isRememberedForTheSameDocument() {
        Meaning first = Meaning.of(document, POSTGRESQL);

        assertThat(Meaning.of(document, databases("postgresql"))).isSameAs(first);
        assertThat(Meaning.of(document(), POSTGRESQL)).isNotSameAs(first);
    }

    @Test
    void dependsOnTheDatabases() {
        assertThat(sql(POSTGRESQL)).contains("\"net\"");
        assertThat(sql(MYSQL)).contains("`net`");
        assertThat(sql(POSTGRESQL)).contains("\"net\"");
    }

    @Test
    void theHashesDependOnTheTerms() {
        Recognition usual = hashes(terms(UpdateStrategy.DEFAULT, null, "6.1.0"));

        assertThat(hashes(terms(UpdateStrategy.DEFAULT, null, "6.1.0"))).isEqualTo(usual);
        assertThat(hashes(terms(REPLACE, null, "6.1.0"))).isNotEqualTo(usual);
        assertThat(hashes(terms(UpdateStrategy.DEFAULT, "sync@example.org", "6.1.0")))
                .isNotEqualTo(usual);
        assertThat(hashes(terms(UpdateStrategy.DEFAULT, null, "5.0.0"))).isNotEqualTo(usual);
        assertThat(hashes(terms(UpdateStrategy.DEFAULT, null, "6.1.0"))).isEqualTo(usual);
    }

    private Recognition hashes(Terms terms) {
        return Meaning.of(document, POSTGRESQL).recognition(terms);
    }

    private static Terms terms(UpdateStrategy strategy, @Nullable String keptOwner, String version) {
        return new Terms(strategy, keptOwner, version);
    }

    private String sql(Map<String, Database> databases) {
        return Meaning.of(document, databases)
                .desired()
                .getFirst()
                .dataset()
                .metrics()
                .toString();
    }

    private static Map<String, Database> databases(String backend) {
        return Map.of("warehouse", new Database(1, "uuid", "warehouse", backend, new Database.Catalog.None()));
    }

    private static Document document() {
        String text = """
                version: 1
                defaults: {database: warehouse, schema: shop}
                models: [{table: orders, columns: [{name: net}], metrics: [{name: sum, aggregation: SUM, column: net}]}]
                """;
        return new NativeReader()
                .read(DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), Notation.YAML), Supplement.NONE);
    }
}
