package dev.supersetsync.plan;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Columns and metrics as they are when they come new into a dataset: what is declared, and else Superset's defaults. */
final class Blank {

    private static final Settings CALCULATED = defaults(Setting.OF_COLUMN).without(Setting.TEMPORAL);
    private static final Settings PHYSICAL = CALCULATED.without(Setting.TYPE);
    private static final Settings METRIC = defaults(Setting.OF_METRIC);

    private Blank() {}

    /** A declared column; what neither the model nor the warehouse says of its type is left to Superset. */
    static Column column(Column declared, Optional<WarehouseColumn> sameName) {
        Optional<WarehouseColumn> found = declared.isCalculated() ? Optional.empty() : sameName;
        Settings settings = declared.isCalculated() ? CALCULATED : PHYSICAL;
        if (found.isPresent()) {
            settings = settings.with(Setting.TYPE, Value.text(found.get().type()));
        }
        settings = settings.overlaidWith(declared.settings());
        return new Column(declared.name(), withTemporal(settings, declared, found));
    }

    private static Settings withTemporal(Settings settings, Column declared, Optional<WarehouseColumn> found) {
        if (settings.states(Setting.TEMPORAL)) {
            return settings;
        }
        Optional<Boolean> temporal = declared.settings()
                .text(Setting.TYPE)
                .map(Blank::isTemporal)
                .or(() -> found.map(WarehouseColumn::temporal));
        if (temporal.isEmpty() && !declared.isCalculated()) {
            return settings;
        }
        return settings.with(Setting.TEMPORAL, Value.flag(temporal.orElse(false)));
    }

    /** A column of the warehouse that no model declares. */
    static Column other(WarehouseColumn found, Others others, String backend) {
        Column plain = column(
                new Column(found.name(), Settings.none().with(Setting.EXPRESSION, Value.UNSET)), Optional.of(found));
        return switch (others) {
            case KEEP, INCLUDE -> plain;
            case HIDE -> plain.with(Setting.HIDDEN, Value.flag(true));
            case RETAIN_AS_NULL ->
                plain.with(
                        Setting.EXPRESSION,
                        Value.text(NullExpression.of(found.type(), backend).sql()));
        };
    }

    /** A declared metric. */
    static Metric metric(Metric declared) {
        Settings settings = METRIC.overlaidWith(declared.settings());
        Value currency = Merge.resolve(settings.orDefault(Setting.CURRENCY), Value.UNSET);
        return new Metric(declared.name(), settings.with(Setting.CURRENCY, currency));
    }

    /** Whether a type holds points in time, by its name. */
    static boolean isTemporal(String type) {
        String upper = type.toUpperCase(Locale.ROOT);
        return upper.startsWith("DATE") || upper.startsWith("TIMESTAMP") || upper.contains("DATETIME");
    }

    private static Settings defaults(Set<Setting> settings) {
        var values = new EnumMap<Setting, Value>(Setting.class);
        settings.forEach(setting -> values.put(setting, setting.defaultValue()));
        return Settings.of(values);
    }
}
