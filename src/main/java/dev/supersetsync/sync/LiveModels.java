package dev.supersetsync.sync;

import dev.supersetsync.model.Calculation;
import dev.supersetsync.model.Certification;
import dev.supersetsync.model.Declared;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.DocumentRules;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelColumn;
import dev.supersetsync.model.ModelKey;
import dev.supersetsync.model.ModelMetric;
import dev.supersetsync.model.UndeclaredColumns;
import dev.supersetsync.model.Violation;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Declares datasets as they are, so that an update by these models changes nothing: the inverse of {@link DesiredModels}.
 * What has Superset's default value is left out. What a document cannot say is among its losses, and stays as it is.
 */
final class LiveModels {

    private static final Pattern TIME = Pattern.compile("(?i)date|time");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String USUAL_POSITION = "prefix";
    private static final Set<Setting> UNSAYABLE = EnumSet.of(
            Setting.OFFSET,
            Setting.DEFAULT_ENDPOINT,
            Setting.FETCH_VALUES_PREDICATE,
            Setting.FILTER_SELECT_ENABLED,
            Setting.TEMPLATE_PARAMS,
            Setting.NORMALIZE_COLUMNS,
            Setting.ALWAYS_FILTER_MAIN_DTTM,
            Setting.CURRENCY_CODE_COLUMN,
            Setting.EXTRA,
            Setting.ADVANCED_DATA_TYPE,
            Setting.METRIC_TYPE);

    private final Predicate<String> isOneUser;
    private final List<Loss> losses = new ArrayList<>();

    /**
     * Declares datasets.
     *
     * @param isOneUser whether an e-mail address is that of exactly one user of Superset
     */
    LiveModels(Predicate<String> isOneUser) {
        this.isOneUser = isOneUser;
    }

    /** The document of these datasets, in their order. */
    Document document(@Nullable String name, List<ActualDataset> datasets) {
        var models = new ArrayList<Model>();
        Set<ModelKey> known = new HashSet<>();
        for (ActualDataset dataset : datasets) {
            Model model = model(dataset.dataset());
            List<Violation> violations = DocumentRules.check(new LinkedHashMap<>(Map.of(model.table(), model)));
            if (!violations.isEmpty()) {
                violations.forEach(violation -> losses.add(new Loss(
                        null,
                        null,
                        "The dataset " + dataset.id() + " is left out: " + violation.path() + " "
                                + violation.message())));
            } else if (!known.add(model.key())) {
                losses.add(new Loss(
                        null,
                        null,
                        "The dataset " + dataset.id() + " is left out: another one has its name, " + model.table()
                                + "."));
            } else {
                models.add(model);
            }
        }
        return new Document(name, models, losses);
    }

    private Model model(Dataset dataset) {
        DatasetKey key = dataset.key();
        var parts = new Parts(new ModelKey(key.database(), key.catalog(), key.schema(), key.name()));
        Settings settings = dataset.settings();
        parts.loseUnsayable("", settings);
        return new Model(
                key.database(),
                key.catalog(),
                key.schema(),
                key.name(),
                settings.text(Setting.SQL).orElse(null),
                text(settings, Setting.DESCRIPTION),
                mainTime(dataset),
                parts.cacheTimeout(settings),
                parts.certification("", settings),
                parts.owners(settings),
                dataset.columns().stream().map(parts::column).toList(),
                dataset.metrics().stream()
                        .flatMap(metric -> parts.metric(metric).stream())
                        .toList(),
                UndeclaredColumns.KEEP);
    }

    /** Where it is left out, a creation or replacement finds one by itself. */
    private static Declared<String> mainTime(Dataset dataset) {
        Declared<String> stated = text(dataset.settings(), Setting.MAIN_DATETIME_COLUMN);
        boolean hasTime =
                dataset.columns().stream().anyMatch(column -> column.settings().isOn(Setting.TEMPORAL));
        return !stated.isDeclared() && hasTime ? Declared.of(null) : stated;
    }

    private static Declared<String> text(Settings settings, Setting setting) {
        return settings.text(setting).<Declared<String>>map(Declared::of).orElseGet(Declared::leftOut);
    }

    /** A flag that is not as Superset has it by itself. */
    private static Declared<Boolean> flag(Settings settings, Setting setting) {
        Value value = settings.orDefault(setting);
        return value.equals(setting.defaultValue()) ? Declared.leftOut() : Declared.of(settings.isOn(setting));
    }

    /** Makes the parts of one model, and tells what they lack. */
    private final class Parts {

        private final ModelKey key;

        Parts(ModelKey key) {
            this.key = key;
        }

        private void lose(String path, String what) {
            losses.add(new Loss(
                    key,
                    path,
                    key.table() + ": " + path + " " + what + " has no place in a document; it stays as it is."));
        }

        void loseUnsayable(String path, Settings settings) {
            for (Setting setting : settings.stated()) {
                Value value = settings.orDefault(setting);
                if (UNSAYABLE.contains(setting) && !value.equals(setting.defaultValue())) {
                    lose(path + setting.path(), "(" + shown(value) + ")");
                }
            }
        }

        private static String shown(Value value) {
            return switch (value) {
                case Value.Text(String text) -> text;
                case Value.Whole(long number) -> String.valueOf(number);
                case Value.Flag(boolean on) -> String.valueOf(on);
                default -> "set";
            };
        }

        Declared<Integer> cacheTimeout(Settings settings) {
            if (!(settings.orDefault(Setting.CACHE_TIMEOUT) instanceof Value.Whole(long seconds))) {
                return Declared.leftOut();
            }
            if (seconds < -1 || seconds > Integer.MAX_VALUE) {
                lose(Setting.CACHE_TIMEOUT.path(), "(" + seconds + ")");
                return Declared.leftOut();
            }
            return Declared.of((int) seconds);
        }

        Declared<Certification> certification(String path, Settings settings) {
            if (!(settings.orDefault(Setting.CERTIFICATION)
                    instanceof Value.Certification(String by, String details))) {
                return Declared.leftOut();
            }
            if (by == null || by.isBlank()) {
                lose(path + Setting.CERTIFICATION.path(), "without the one who certified");
                return Declared.leftOut();
            }
            return Declared.of(new Certification(by, details));
        }

        Declared<List<String>> owners(Settings settings) {
            if (!(settings.orDefault(Setting.OWNERS) instanceof Value.Names(List<String> names))) {
                return Declared.leftOut();
            }
            Optional<String> unknown = names.stream().filter(isOneUser.negate()).findFirst();
            if (unknown.isPresent()) {
                lose(Setting.OWNERS.path(), "of whom one has no e-mail address of their own");
                return Declared.leftOut();
            }
            return Declared.of(names);
        }

        ModelColumn column(Column column) {
            Settings settings = column.settings();
            loseUnsayable("columns." + column.name() + ".", settings);
            if (settings.orDefault(Setting.CERTIFICATION) instanceof Value.Certification(String by, String details)) {
                lose(
                        "columns." + column.name() + "." + Setting.CERTIFICATION.path(),
                        "(" + by + (details == null ? "" : ", " + details) + ")");
            }
            String type = settings.text(Setting.TYPE).orElse(null);
            boolean looksTemporal = type != null && TIME.matcher(type).find();
            Declared<Boolean> temporal =
                    looksTemporal ? Declared.of(settings.isOn(Setting.TEMPORAL)) : flag(settings, Setting.TEMPORAL);
            return new ModelColumn(
                    column.name(),
                    type,
                    settings.text(Setting.EXPRESSION).orElse(null),
                    text(settings, Setting.LABEL),
                    text(settings, Setting.DESCRIPTION),
                    temporal,
                    flag(settings, Setting.GROUPABLE),
                    flag(settings, Setting.FILTERABLE),
                    flag(settings, Setting.HIDDEN),
                    text(settings, Setting.DATE_FORMAT));
        }

        Optional<ModelMetric> metric(Metric metric) {
            Settings settings = metric.settings();
            String path = "metrics." + metric.name() + ".";
            loseUnsayable(path, settings);
            Optional<String> expression = settings.text(Setting.EXPRESSION);
            if (expression.isEmpty()) {
                lose("metrics." + metric.name(), "without SQL");
            }
            return expression.map(sql -> new ModelMetric(
                    metric.name(),
                    new Calculation.Expression(sql),
                    text(settings, Setting.LABEL),
                    text(settings, Setting.DESCRIPTION),
                    text(settings, Setting.D3_FORMAT),
                    currency(path, settings),
                    text(settings, Setting.WARNING),
                    certification(path, settings)));
        }

        private Declared<String> currency(String path, Settings settings) {
            if (!(settings.orDefault(Setting.CURRENCY) instanceof Value.Currency(String symbol, String position))) {
                return Declared.leftOut();
            }
            boolean isSayable = CURRENCY.matcher(symbol).matches() && position != null;
            if (!isSayable || !position.equals(USUAL_POSITION)) {
                lose(path + Setting.CURRENCY.path(), "(" + symbol + ") as a " + position);
            }
            return isSayable ? Declared.of(symbol) : Declared.leftOut();
        }
    }
}
