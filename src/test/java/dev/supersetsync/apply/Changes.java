package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.plan.Imprint;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes for tests, each named after its dataset. */
final class Changes {

    private Changes() {}

    static Change.Create create(int number) {
        return create("t" + number);
    }

    static Change.Create create(String name) {
        return create(name, FoundColumns.NONE, null);
    }

    static Change.Create create(String name, FoundColumns found, @Nullable String sql) {
        Settings settings = described("New").with(Setting.SQL, Value.text(sql));
        var after = new Dataset(key(name), settings, List.of(), List.of());
        return new Change.Create(after, found, List.of(), new Imprint.OfModel(after, Set.of(), true));
    }

    static Change.Update update(int id) {
        return update(actual(id, "t" + id));
    }

    static Change.Update update(ActualDataset before) {
        var after = new Dataset(before.key(), described("New"), before.dataset().columns(), List.of());
        return new Change.Update(before, after, List.of(), List.of(), new Imprint.OfModel(after, Set.of(), false));
    }

    static Change.Delete delete(int id) {
        return new Change.Delete(actual(id, "t" + id), List.of());
    }

    static Dataset dataset(String name, String description) {
        return new Dataset(key(name), described(description), List.of(), List.of());
    }

    private static ActualDataset actual(int id, String name) {
        return new ActualDataset(id, "uuid-" + id, 1, null, dataset(name, "Old"), null, "", Map.of(), Map.of());
    }

    private static Settings described(String description) {
        return Settings.none().with(Setting.DESCRIPTION, Value.text(description));
    }

    private static DatasetKey key(String name) {
        return new DatasetKey("warehouse", null, "dwh", name);
    }
}
