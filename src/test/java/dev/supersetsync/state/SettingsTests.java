package dev.supersetsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Settings are what a map from setting to value is. */
class SettingsTests {

    @Property(tries = 500)
    void areAMap(@ForAll("maps") Map<Setting, Value> map) {
        Settings settings = Settings.of(map);

        assertThat(settings.asMap()).containsExactlyEntriesOf(map);
        assertThat(settings.stated()).containsExactlyElementsOf(map.keySet());
        assertThat(settings).hasToString(map.toString());
        for (Setting setting : Setting.values()) {
            assertThat(settings.states(setting)).isEqualTo(map.containsKey(setting));
            assertThat(settings.get(setting).orElse(null)).isEqualTo(map.get(setting));
            assertThat(settings.orDefault(setting)).isEqualTo(map.getOrDefault(setting, setting.defaultValue()));
        }
    }

    @Property(tries = 500)
    void changeAsAMap(@ForAll("maps") Map<Setting, Value> map, @ForAll Setting setting, @ForAll("values") Value value) {
        Settings settings = Settings.of(map);
        var more = new EnumMap<>(map);
        more.put(setting, value);
        var fewer = new EnumMap<>(map);
        fewer.remove(setting);

        assertThat(settings.with(setting, value)).isEqualTo(Settings.of(more)).hasSameHashCodeAs(Settings.of(more));
        assertThat(settings.without(setting)).isEqualTo(Settings.of(fewer));
        assertThat(settings).isEqualTo(Settings.of(map));
    }

    @Property(tries = 500)
    void areComparedAndLaidOverOthersAsMaps(
            @ForAll("maps") Map<Setting, Value> one, @ForAll("maps") Map<Setting, Value> other) {
        var both = new EnumMap<>(one);
        both.putAll(other);

        assertThat(Settings.of(one).overlaidWith(Settings.of(other))).isEqualTo(Settings.of(both));
        assertThat(Settings.of(one).equals(Settings.of(other))).isEqualTo(one.equals(other));
        for (Setting setting : Setting.values()) {
            assertThat(Settings.of(one).agreesWith(Settings.of(other), setting))
                    .isEqualTo(java.util.Objects.equals(one.get(setting), other.get(setting)));
        }
    }

    @Provide
    Arbitrary<Map<Setting, Value>> maps() {
        return Combinators.combine(Arbitraries.of(Setting.class), values())
                .as(Map::entry)
                .list()
                .ofMaxSize(12)
                .map(SettingsTests::map);
    }

    private static Map<Setting, Value> map(List<Map.Entry<Setting, Value>> entries) {
        var map = new EnumMap<Setting, Value>(Setting.class);
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    @Provide
    Arbitrary<Value> values() {
        return Arbitraries.of(Value.UNSET, Value.flag(true), Value.text("a"), Value.text("b"));
    }
}
