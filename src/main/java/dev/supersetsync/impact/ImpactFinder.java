package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds who uses a dataset, a metric or a column, and who is touched through them: dashboards, alerts, charts that show
 * another one as a layer, datasets whose queries read this one. What goes through the dataset's own entries (saved
 * metrics, columns by name) and what stands in SQL text are asked for apart, since the one breaks when the entry goes and
 * the other when the warehouse's column does. Saved queries are costly to read, so it says of which charts they could
 * change an answer that it gave.
 */
public final class ImpactFinder {

    private final Usages usages;
    private final UserIndex index;
    private final Texts texts;
    private final Followers followers;

    /**
     * A finder among these usages.
     *
     * @param savedQueries the {@code query_context} of charts, by the chart's id, as far as they were read
     */
    public ImpactFinder(Usages usages, Map<Integer, Tree> savedQueries) {
        this.usages = usages;
        this.index = new UserIndex(usages);
        this.texts = new Texts(savedQueries);
        this.followers = new Followers(usages);
    }

    /** The ids of the charts whose saved queries were not read and could change one of the answers given so far. */
    public Set<Integer> open() {
        return texts.open();
    }

    /** Everybody whose data source is the dataset, or who reads it by a macro, when it goes. */
    public List<Impact> ofDataset(int datasetId) {
        Search search = search(Effect.BREAKS);
        search.dataset(datasetId);
        return withFollowers(search);
    }

    /**
     * Everybody who uses a saved metric of a dataset, its own metrics included that take it in.
     *
     * @param sql the SQL that the dataset shall have
     */
    public List<Impact> ofMetric(DatasetSql sql, String name, Effect effect) {
        Search search = search(effect);
        search.metric(sql, name);
        return withFollowers(search);
    }

    /** Everybody who uses a column of the dataset through its entry: not in SQL text. */
    public List<Impact> ofColumn(int datasetId, String name, Effect effect) {
        Search search = search(effect);
        search.column(datasetId, name);
        return withFollowers(search);
    }

    /**
     * Everybody whose SQL text names a column that is no longer behind the dataset, and who uses a metric or calculated
     * column whose SQL does.
     *
     * @param sql the SQL that the dataset shall have
     * @param backend Superset's word for the dialect
     * @param name the column
     */
    public List<Impact> ofLostColumn(DatasetSql sql, String backend, String name) {
        Search search = search(Effect.BREAKS);
        search.lostColumn(sql, Dialect.of(backend), name);
        return withFollowers(search);
    }

    private Search search(Effect effect) {
        return new Search(index, texts, followers, usages.datasetUrls(), effect);
    }

    private List<Impact> withFollowers(Search search) {
        var all = new ArrayList<>(search.found());
        all.addAll(followers.of(search.found()));
        return Impacts.merged(all);
    }
}
