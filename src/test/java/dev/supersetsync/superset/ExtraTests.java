package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ExtraTests {

    private static final Mark MARK = new Mark(null, false, "h");

    @Test
    void tellsTheCertificationOurMarkAndTheRestApart() {
        Extra extra = read("""
                {"warning_markdown": "soon", "superset_sync": {"document": "shop", "created": true, "hash": "abc"},
                 "certification": {"certified_by": "Ana", "details": "by hand"}, "b": [1, {"z": null, "a": 1.50}]}""");

        assertThat(extra.certification()).isEqualTo(new Value.Certification("Ana", "by hand"));
        assertThat(extra.mark()).isEqualTo(new Mark("shop", true, "abc"));
        assertThat(extra.rest())
                .isEqualTo(Value.text("{\"b\":[1,{\"a\":1.5,\"z\":null}],\"warning_markdown\":\"soon\"}"));
    }

    @Test
    void readsBackWhatItWrites() {
        Extra extra = new Extra(new Value.Certification("Ana", null), null, Value.text("{\"a\":1}")).with(MARK);

        assertThat(read(String.valueOf(extra.written()))).isEqualTo(extra);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{broken", "[1]", "plain text"})
    void leavesWhatItCannotReadAsItIs(String text) {
        Extra extra = read(text);

        assertThat(extra.rest()).isEqualTo(Value.text(text));
        assertThat(extra.with(MARK).written()).isEqualTo(text);
    }

    @Test
    void replacesOnlyWhatIsStated() {
        Extra extra = new Extra(new Value.Certification("Ana", null), null, Value.text("{\"a\":1}"));

        assertThat(extra.with(Settings.none())).isEqualTo(extra);
        assertThat(extra.with(Settings.of(Map.of(Setting.CERTIFICATION, Value.UNSET))))
                .isEqualTo(new Extra(Value.UNSET, null, Value.text("{\"a\":1}")));
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        assertThat(Extra.read(JsonNodeFactory.instance.nullNode()))
                .isEqualTo(new Extra(Value.UNSET, null, Value.UNSET));
        assertThat(new Extra(Value.UNSET, null, Value.UNSET).written()).isNull();
    }

    private static Extra read(String text) {
        return Extra.read(JsonNodeFactory.instance.stringNode(text));
    }
}
