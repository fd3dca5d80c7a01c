package dev.supersetsync.state;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings that somebody stated: in declared state those that a model declares, in actual state all that Superset
 * told us. A setting that is not here is not known or not managed, which is not the same as {@link Value#UNSET}.
 */
public final class Settings {

    private static final Settings NONE = new Settings(new EnumMap<>(Setting.class));

    private final Map<Setting, Value> values;

    private Settings(Map<Setting, Value> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** No setting at all. */
    public static Settings none() {
        return NONE;
    }

    /** Exactly these settings. */
    public static Settings of(Map<Setting, Value> values) {
        var copy = new EnumMap<Setting, Value>(Setting.class);
        copy.putAll(values);
        return new Settings(copy);
    }

    /** These settings with one more, or with another value of one. */
    public Settings with(Setting setting, Value value) {
        var copy = mutableCopy();
        copy.put(setting, value);
        return new Settings(copy);
    }

    /** These settings without one. */
    public Settings without(Setting setting) {
        var copy = mutableCopy();
        copy.remove(setting);
        return new Settings(copy);
    }

    /** These settings, and where both state one, the other's value. */
    public Settings overlaidWith(Settings other) {
        var copy = mutableCopy();
        copy.putAll(other.values);
        return new Settings(copy);
    }

    /** The value of a setting if it is stated. */
    public Optional<Value> get(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** The value of a setting, or Superset's default where it is not stated. */
    public Value orDefault(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    /** The text of a setting, empty if it is unset, not stated, or no text. */
    public Optional<String> text(Setting setting) {
        return get(setting).map(value -> value instanceof Value.Text(String text) ? text : null);
    }

    /** Whether a flag is stated and on. */
    public boolean isOn(Setting setting) {
        return get(setting).equals(Optional.of(new Value.Flag(true)));
    }

    /** Whether the setting is stated. */
    public boolean states(Setting setting) {
        return values.containsKey(setting);
    }

    /** The stated settings, in the order of {@link Setting}. */
    public Set<Setting> stated() {
        return values.keySet();
    }

    /** The stated settings with their values, in the order of {@link Setting}. */
    public Map<Setting, Value> asMap() {
        return values;
    }

    private EnumMap<Setting, Value> mutableCopy() {
        var copy = new EnumMap<Setting, Value>(Setting.class);
        copy.putAll(values);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
