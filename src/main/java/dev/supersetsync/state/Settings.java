package dev.supersetsync.state;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that somebody stated: in declared state those that a model declares, in actual state all that Superset
 * told us. A setting that is not here is not known or not managed, which is not the same as {@link Value#UNSET}. Every
 * column and metric has some, hundreds of thousands at a time: so they are only bits for what is stated, and the values.
 */
public final class Settings {

    private static final Setting[] ALL = Setting.values();
    private static final Settings NONE = new Settings(0, new Value[0]);

    /** A bit for each stated setting, by its ordinal. */
    private final long stated;

    /** Their values, in the order of {@link Setting}. */
    private final Value[] values;

    private Settings(long stated, Value[] values) {
        this.stated = stated;
        this.values = values;
    }

    /** No setting at all. */
    public static Settings none() {
        return NONE;
    }

    /** Exactly these settings. */
    public static Settings of(Map<Setting, Value> values) {
        Settings settings = NONE;
        for (Map.Entry<Setting, Value> entry : values.entrySet()) {
            settings = settings.with(entry.getKey(), entry.getValue());
        }
        return settings;
    }

    /** These settings with one more, or with another value of one. */
    public Settings with(Setting setting, Value value) {
        int index = index(setting);
        if (!states(setting)) {
            return new Settings(stated | bit(setting), inserted(index, value));
        }
        if (value.equals(values[index])) {
            return this;
        }
        Value[] others = values.clone();
        others[index] = value;
        return new Settings(stated, others);
    }

    private Value[] inserted(int index, Value value) {
        var more = new Value[values.length + 1];
        System.arraycopy(values, 0, more, 0, index);
        more[index] = value;
        System.arraycopy(values, index, more, index + 1, values.length - index);
        return more;
    }

    /** These settings without one. */
    public Settings without(Setting setting) {
        if (!states(setting)) {
            return this;
        }
        int index = index(setting);
        var fewer = new Value[values.length - 1];
        System.arraycopy(values, 0, fewer, 0, index);
        System.arraycopy(values, index + 1, fewer, index, fewer.length - index);
        return new Settings(stated & ~bit(setting), fewer);
    }

    /** These settings, and where both state one, the other's value. */
    public Settings overlaidWith(Settings other) {
        long either = stated | other.stated;
        var both = new Value[Long.bitCount(either)];
        int place = 0;
        for (Setting setting : new Stated(either)) {
            both[place++] = other.states(setting) ? other.orDefault(setting) : orDefault(setting);
        }
        return either == stated && Arrays.equals(both, values) ? this : new Settings(either, both);
    }

    /** The value of a setting if it is stated. */
    public Optional<Value> get(Setting setting) {
        return Optional.ofNullable(valueOf(setting));
    }

    /** The value of a setting, or Superset's default where it is not stated. */
    public Value orDefault(Setting setting) {
        Value value = valueOf(setting);
        return value == null ? setting.defaultValue() : value;
    }

    /** The text of a setting, empty if it is unset, not stated, or no text. */
    public Optional<String> text(Setting setting) {
        return valueOf(setting) instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    /** Whether a flag is stated and on. */
    public boolean isOn(Setting setting) {
        return valueOf(setting) instanceof Value.Flag(boolean on) && on;
    }

    /** Whether the setting is stated. */
    public boolean states(Setting setting) {
        return (stated & bit(setting)) != 0;
    }

    /** Whether another one states this setting with the same value, or neither states it. */
    public boolean agreesWith(Settings other, Setting setting) {
        Value value = valueOf(setting);
        Value others = other.valueOf(setting);
        return value == null ? others == null : value.equals(others);
    }

    /** The stated settings, in the order of {@link Setting}. */
    public Set<Setting> stated() {
        return new Stated(stated);
    }

    /** The stated settings with their values, in the order of {@link Setting}. */
    public Map<Setting, Value> asMap() {
        var map = new EnumMap<Setting, Value>(Setting.class);
        for (Setting setting : stated()) {
            map.put(setting, orDefault(setting));
        }
        return Collections.unmodifiableMap(map);
    }

    private @Nullable Value valueOf(Setting setting) {
        return states(setting) ? values[index(setting)] : null;
    }

    /** How many of the stated settings come before this one. */
    private int index(Setting setting) {
        return Long.bitCount(stated & (bit(setting) - 1));
    }

    private static long bit(Setting setting) {
        return 1L << setting.ordinal();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && stated == that.stated && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(stated) * 31 + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    /** Bits, as the set of the settings that they stand for. */
    private static final class Stated extends AbstractSet<Setting> {

        private final long bits;

        Stated(long bits) {
            this.bits = bits;
        }

        @Override
        public int size() {
            return Long.bitCount(bits);
        }

        @Override
        public boolean contains(Object other) {
            return other instanceof Setting setting && (bits & bit(setting)) != 0;
        }

        @Override
        public Iterator<Setting> iterator() {
            return new Iterator<>() {
                private long left = bits;

                @Override
                public boolean hasNext() {
                    return left != 0;
                }

                @Override
                public Setting next() {
                    if (left == 0) {
                        throw new NoSuchElementException();
                    }
                    Setting next = ALL[Long.numberOfTrailingZeros(left)];
                    left &= left - 1;
                    return next;
                }
            };
        }
    }
}
