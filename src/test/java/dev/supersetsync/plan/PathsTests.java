package dev.supersetsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths of fields, as people read them in a plan. */
class PathsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            status     | columns.status
            größe_2    | columns.größe_2
            net.amount | columns["net.amount"]
            2nd        | columns["2nd"]
            a "b" \\   | columns["a \\"b\\" \\\\"]
            """)
    void quoteWhatIsNoPlainName(String name, String path) {
        assertThat(Paths.column(name)).isEqualTo(path);
    }

    @Test
    void leadToSettings() {
        assertThat(Paths.setting("", Setting.MAIN_DATETIME_COLUMN)).isEqualTo("main_datetime_column");
        assertThat(Paths.setting(Paths.metric("revenue"), Setting.LABEL)).isEqualTo("metrics.revenue.label");
    }
}
