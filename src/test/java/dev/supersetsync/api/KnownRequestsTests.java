package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.source.Notation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** That a request which comes again is not read again, and that nobody gets what another request said. */
class KnownRequestsTests {

    private static final String ORDERS = """
            models: {version: 1, models: [{database: shop, schema: public, table: orders}]}
            """;

    private final RequestReader reader = RequestReader.of(_ -> Optional.empty());

    @Test
    void aTextThatComesAgainIsReadOnce() {
        Document first = reader.document(sent(ORDERS));

        assertThat(reader.document(sent(ORDERS))).isSameAs(first);
        assertThat(reader.sync(sent(ORDERS)).document()).isSameAs(first);
    }

    @Test
    void aTextThatDiffersInOneByteIsAnother() {
        reader.sync(sent(ORDERS));

        assertThat(reader.sync(sent(ORDERS.replace("orders", "orderz")))
                        .document()
                        .models())
                .singleElement()
                .satisfies(model -> assertThat(model.key().table()).isEqualTo("orderz"));
    }

    @Test
    void theRestOfTheRequestIsPartOfIt() {
        reader.sync(sent(ORDERS));

        assertThat(reader.sync(sent(ORDERS + "target: test\n")).target()).isEqualTo("test");
        assertThat(reader.sync(sent(ORDERS)).target()).isNull();
    }

    @Test
    void whatASourceSaysIsAskedEachTime() {
        var reads = new AtomicInteger();
        var withSource = RequestReader.of(name -> Optional.of(new Document(name + reads.incrementAndGet(), List.of())));

        assertThat(withSource.document(sent("source: shop")).name()).isEqualTo("shop1");
        assertThat(withSource.document(sent("source: shop")).name()).isEqualTo("shop2");
    }

    @Test
    void whatIsWrongIsToldEachTime() {
        Submission wrong = sent(ORDERS.replace("table: orders", "tabel: orders"));

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> reader.sync(wrong)).isInstanceOf(InvalidModels.class);
        }
    }

    @Test
    void aRunThatIsToBeTakenBackIsNoSync() {
        reader.sync(sent(ORDERS));

        assertThat(reader.isRestore(sent("restore_of: 1"))).isTrue();
        assertThat(reader.isRestore(sent(ORDERS))).isFalse();
    }

    @Test
    void aRequestInPartsIsReadEachTime() {
        Submission parts = Submission.of(sent(ORDERS).request());

        assertThat(reader.document(parts)).isNotSameAs(reader.document(parts)).isEqualTo(reader.document(parts));
    }

    private static Submission sent(String yaml) {
        return new SentWhole(SentText.of(Notation.YAML, yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
