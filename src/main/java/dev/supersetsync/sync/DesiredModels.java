package dev.supersetsync.sync;

import dev.supersetsync.model.Certification;
import dev.supersetsync.model.Declared;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.MetricSql;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelColumn;
import dev.supersetsync.model.ModelKey;
import dev.supersetsync.model.ModelMetric;
import dev.supersetsync.model.Quoting;
import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.Desired;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns declared models into desired state: the same type as actual state, with the SQL of metrics in the dialect of
 * their database. What a model leaves out is not stated.
 */
final class DesiredModels {

    private final Map<String, Database> databases;

    DesiredModels(Map<String, Database> databases) {
        this.databases = databases;
    }

    /**
     * The desired state of a document's models.
     *
     * @throws InvalidModels if two models mean one dataset, of which one names the default catalog and the other none
     */
    List<Desired> of(Document document) {
        checkKeys(document.models());
        return document.models().stream().map(this::desired).toList();
    }

    private void checkKeys(List<Model> models) {
        var places = new HashMap<DatasetKey, Integer>();
        var violations = new ArrayList<Violation>();
        for (int index = 0; index < models.size(); index++) {
            Integer other = places.putIfAbsent(key(models.get(index).key()), index);
            if (other != null) {
                violations.add(Violation.at(
                        "models[" + index + "].table",
                        "is the dataset of another model too: models[" + other
                                + "]; a catalog left out is the database's default one. Keep one of them."));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidModels(violations);
        }
    }

    /** What the models cannot say, as warnings of a plan. */
    List<Warning> losses(Document document) {
        return document.losses().stream().map(this::warning).toList();
    }

    private Warning warning(Loss loss) {
        ModelKey model = loss.model();
        return new Warning(
                Warning.Code.NOT_CONVERTED, loss.message(), model == null ? null : key(model), loss.path(), List.of());
    }

    private Desired desired(Model model) {
        Map<String, String> metricSql = MetricSql.of(model, Quoting.forBackend(backend(model)));
        var dataset = new Dataset(
                key(model.key()),
                settings(model),
                model.columns().stream().map(DesiredModels::column).toList(),
                model.metrics().stream()
                        .map(metric -> metric(metric, metricSql.getOrDefault(metric.name(), "")))
                        .toList());
        return new Desired(
                dataset, Desired.Others.valueOf(model.undeclaredColumns().name()));
    }

    private String backend(Model model) {
        Database database = databases.get(model.database());
        return database == null ? "" : database.backend();
    }

    /** Where a model's dataset lives; the name of the default catalog is the same as none. */
    DatasetKey key(ModelKey model) {
        Database database = databases.get(model.database());
        String catalog = model.catalog();
        boolean isDefault = database != null && catalog != null && catalog.equals(database.defaultCatalog());
        return new DatasetKey(model.database(), isDefault ? null : catalog, model.schema(), model.table());
    }

    private static Settings settings(Model model) {
        var settings = new Stated()
                .text(Setting.DESCRIPTION, model.description())
                .text(Setting.MAIN_DATETIME_COLUMN, model.mainDatetimeColumn())
                .value(Setting.CACHE_TIMEOUT, model.cacheTimeout().map(Value::whole))
                .value(Setting.CERTIFICATION, model.certification().map(DesiredModels::certification))
                .value(Setting.OWNERS, model.owners().map(DesiredModels::owners));
        if (model.sql() != null) {
            settings.value(Setting.SQL, Declared.of(Value.text(model.sql())));
        }
        return settings.settings();
    }

    /** Addresses are the same in any case; targets tell them in lower case. */
    private static Value owners(List<String> addresses) {
        return new Value.Names(addresses.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList());
    }

    private static Column column(ModelColumn column) {
        var settings = new Stated()
                .text(Setting.LABEL, column.label())
                .text(Setting.DESCRIPTION, column.description())
                .value(Setting.EXPRESSION, Declared.of(Value.text(column.expression())))
                .flag(Setting.TEMPORAL, column.temporal())
                .flag(Setting.GROUPABLE, column.groupable())
                .flag(Setting.FILTERABLE, column.filterable())
                .flag(Setting.HIDDEN, column.hidden())
                .text(Setting.DATE_FORMAT, column.dateFormat());
        if (column.type() != null) {
            settings.value(Setting.TYPE, Declared.of(Value.text(column.type())));
        }
        return new Column(column.name(), settings.settings());
    }

    private static Metric metric(ModelMetric metric, String sql) {
        Settings settings = new Stated()
                .text(Setting.LABEL, metric.label())
                .text(Setting.DESCRIPTION, metric.description())
                .value(Setting.EXPRESSION, Declared.of(Value.text(sql)))
                .text(Setting.D3_FORMAT, metric.d3Format())
                .value(Setting.CURRENCY, metric.currency().map(code -> new Value.Currency(code, null)))
                .text(Setting.WARNING, metric.warning())
                .value(Setting.CERTIFICATION, metric.certification().map(DesiredModels::certification))
                .settings();
        return new Metric(metric.name(), settings);
    }

    private static Value certification(Certification certification) {
        return new Value.Certification(certification.by(), certification.details());
    }

    /** Gathers the settings that are declared; one that is declared as empty is stated with Superset's default. */
    private static final class Stated {

        private Settings settings = Settings.none();

        Stated text(Setting setting, Declared<String> declared) {
            return value(setting, declared.map(Value::text));
        }

        Stated flag(Setting setting, Declared<Boolean> declared) {
            return value(setting, declared.map(Value::flag));
        }

        Stated value(Setting setting, Declared<? extends Value> declared) {
            declared.ifDeclared(value -> state(setting, value));
            return this;
        }

        private void state(Setting setting, @Nullable Value value) {
            settings = settings.with(setting, value == null ? setting.defaultValue() : value);
        }

        Settings settings() {
            return settings;
        }
    }
}
