package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A document of the greatest size is no trouble, also if every model in it is wrong. */
class LargeDocumentTests {

    /** A few seconds where nothing else runs; the rest is for machines that are busy. */
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private static final int MODELS = 10_000;

    @ParameterizedTest
    @EnumSource
    void isReadInSeconds(Notation notation) {
        byte[] text = document("description");
        assertThat(text.length).isBetween(Intake.WHOLE_BYTES * 9 / 10, Intake.WHOLE_BYTES);

        Document document = Assertions.assertTimeout(
                AT_MOST, () -> new NativeReader().read(DocumentText.parse(text, notation), Supplement.NONE));

        assertThat(document.models()).hasSize(MODELS);
    }

    @Test
    void isRefusedInSeconds() {
        byte[] text = document("descripton");

        @Nullable
        InvalidModels invalid = Assertions.assertTimeout(
                AT_MOST,
                () -> catchThrowableOfType(
                        InvalidModels.class,
                        () -> new NativeReader().read(DocumentText.parse(text, Notation.YAML), Supplement.NONE)));

        assertThat(Objects.requireNonNull(invalid).violations()).hasSize(MODELS);
    }

    private static byte[] document(String description) {
        String model = """
                {"table": "t%d", "%s": "What this table of the warehouse holds", "columns": [%s], "metrics": [
                {"name": "sum", "aggregation": "SUM", "column": "c1", "format": "CURRENCY", "currency": "EUR"},
                {"name": "share", "formula": "[sum] / ([sum] + 1)", "d3_format": ".1%%"}]},
                """;
        StringBuilder columns = new StringBuilder();
        for (int index = 0; index < 20; index++) {
            columns.append(index == 0 ? "" : ", ")
                    .append("{\"name\": \"c%d\", \"label\": \"Column %d\", \"type\": \"TEXT\", \"description\": \"%s\"}"
                            .formatted(index, index, "What it is"));
        }
        StringBuilder text = new StringBuilder("{\"version\": 1, \"defaults\": {\"database\": \"d\"}, \"models\": [");
        for (int index = 0; index < MODELS; index++) {
            text.append(model.formatted(index, description, columns));
        }
        text.setLength(text.length() - 2);
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
