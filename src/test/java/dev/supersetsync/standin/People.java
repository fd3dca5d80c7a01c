package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do in the pages of Superset, and what is stored, for tests to arrange and to look at. Datasets are JSON
 * as the server keeps it: attributes, {@code columns} and {@code metrics} under the names of its API.
 */
public final class People {

    private final Metadata metadata;
    private final SecurityEndpoints security;

    People(Metadata metadata, SecurityEndpoints security) {
        this.metadata = metadata;
        this.security = security;
    }

    /** All datasets as they are stored. */
    public List<JsonNode> datasets() {
        synchronized (metadata) {
            return metadata.all(Kind.DATASET).stream().map(JsonNode::deepCopy).toList();
        }
    }

    /** The dataset of this schema and name. */
    public Optional<JsonNode> dataset(String schema, String table) {
        return datasets().stream()
                .filter(row -> row.path("schema").asString("").equals(schema))
                .filter(row -> row.path("table_name").asString("").equals(table))
                .findFirst();
    }

    /** The column or metric of this name of a dataset. */
    public static Optional<JsonNode> child(JsonNode dataset, String name) {
        return java.util.stream.Stream.concat(
                        dataset.path("columns").valueStream(),
                        dataset.path("metrics").valueStream())
                .filter(child -> child.path("column_name").asString("").equals(name)
                        || child.path("metric_name").asString("").equals(name))
                .findFirst();
    }

    /** Somebody edits a dataset: the change is kept as it is, and the dataset counts as changed now. */
    public void edit(int datasetId, Consumer<ObjectNode> change) {
        synchronized (metadata) {
            ObjectNode dataset = metadata.get(Kind.DATASET, datasetId);
            change.accept(dataset);
            dataset.put("changed_on", metadata.now());
        }
    }

    /** Somebody deletes a dataset. */
    public void remove(int datasetId) {
        synchronized (metadata) {
            metadata.remove(Kind.DATASET, datasetId);
        }
    }

    /** Somebody gives a database another name: no dataset counts as changed. */
    public void renameDatabase(String name, String newName) {
        synchronized (metadata) {
            metadata.all(Kind.DATABASE).stream()
                    .filter(row -> row.path("database_name").asString("").equals(name))
                    .forEach(row -> row.put("database_name", newName));
        }
    }

    /** Somebody edits a column or metric of a dataset. */
    public void edit(int datasetId, String child, Consumer<ObjectNode> change) {
        edit(
                datasetId,
                dataset -> change.accept((ObjectNode) child(dataset, child).orElseThrow()));
    }

    /** Somebody adds a metric to a dataset. */
    public void addMetric(int datasetId, String name, String expression) {
        ObjectNode metric = new DatasetRows(metadata).metric(name).put("expression", expression);
        edit(datasetId, dataset -> dataset.withArray("metrics").add(metric));
    }

    /** Somebody adds a calculated column to a dataset. */
    public void addColumn(int datasetId, String name, String type, String expression) {
        ObjectNode column = new DatasetRows(metadata)
                .column(name)
                .put("expression", expression)
                .put("type", type);
        edit(datasetId, dataset -> dataset.withArray("columns").add(column));
    }

    /**
     * Somebody makes a dataset of a table, whether the warehouse has that or not.
     *
     * @param columns the types of its columns by name
     * @param metrics the expressions of its metrics by name
     */
    public int addDataset(String schema, String table, Map<String, String> columns, Map<String, String> metrics) {
        synchronized (metadata) {
            DatasetRows rows = new DatasetRows(metadata);
            ObjectNode row = rows.dataset(1, schema, table, 1);
            columns.forEach((name, type) ->
                    row.withArray("columns").add(rows.column(name).put("type", type)));
            metrics.forEach((name, sql) ->
                    row.withArray("metrics").add(rows.metric(name).put("expression", sql)));
            return metadata.add(Kind.DATASET, row).path("id").asInt();
        }
    }

    /** Somebody saves a query of SQL Lab as a dataset, without columns. */
    public int addVirtualDataset(String schema, String name, String sql) {
        synchronized (metadata) {
            ObjectNode row =
                    new DatasetRows(metadata).dataset(1, schema, name, 1).put("sql", sql);
            return metadata.add(Kind.DATASET, row).path("id").asInt();
        }
    }

    /**
     * Somebody saves a chart.
     *
     * @param params its settings as JSON, in which columns and metrics are named
     * @param queryContext its query as JSON, empty for a chart that was saved without
     */
    public int addChart(String name, int datasetId, String params, String queryContext) {
        ObjectNode chart = Json.object("slice_name", name)
                .put("viz_type", "table")
                .put("datasource_id", datasetId)
                .put("datasource_type", "table")
                .put("params", params)
                .put("query_context", queryContext.isEmpty() ? null : queryContext)
                .putNull("description");
        synchronized (metadata) {
            return metadata.add(Kind.CHART, chart.put("changed_on", metadata.now()))
                    .path("id")
                    .asInt();
        }
    }

    /** Somebody saves a chart that groups by a column and shows a metric, by their names in the dataset. */
    public int addChart(String name, int datasetId, String column, String metric, String filterColumn) {
        String params =
                "{\"datasource\":\"%d__table\",\"viz_type\":\"table\",\"groupby\":[\"%s\"],\"metrics\":[\"%s\"]}"
                        .formatted(datasetId, column, metric);
        String query =
                "{\"columns\":[\"%s\"],\"metrics\":[\"%s\"],\"filters\":[{\"col\":\"%s\",\"op\":\"IS NOT NULL\"}]}"
                        .formatted(column, metric, filterColumn);
        String context = "{\"datasource\":{\"id\":%d,\"type\":\"table\"},\"queries\":[%s]}".formatted(datasetId, query);
        return addChart(name, datasetId, params, context);
    }

    /** Somebody makes a dashboard of charts, with native filters on columns. */
    public int addDashboard(String title, List<Integer> charts, NativeFilter... filters) {
        ObjectNode metadataOfDashboard = Json.object();
        var configuration = metadataOfDashboard.putArray("native_filter_configuration");
        for (NativeFilter filter : filters) {
            configuration.add(filter.json());
        }
        ObjectNode dashboard = Json.object("dashboard_title", title)
                .put("json_metadata", metadataOfDashboard.toString())
                .putNull("slug");
        var shown = dashboard.putArray("charts");
        charts.forEach(shown::add);
        synchronized (metadata) {
            return metadata.add(Kind.DASHBOARD, dashboard.put("changed_on", metadata.now()))
                    .path("id")
                    .asInt();
        }
    }

    /** All charts as they are stored. */
    public List<JsonNode> charts() {
        synchronized (metadata) {
            return metadata.all(Kind.CHART).stream().map(JsonNode::deepCopy).toList();
        }
    }

    /** An Admin makes a role. */
    public int addRole(String name) {
        synchronized (metadata) {
            return metadata.add(Kind.ROLE, RoleEndpoints.row(name)).path("id").asInt();
        }
    }

    /** An Admin makes a rule of row-level security for a role. */
    public int addRule(String name, int datasetId, int roleId, String clause) {
        ObjectNode rule = Json.object("name", name)
                .put("clause", clause)
                .put("filter_type", "Regular")
                .putNull("group_key")
                .putNull("description");
        rule.putArray("tables").add(datasetId);
        rule.putArray("roles").add(roleId);
        synchronized (metadata) {
            return metadata.add(Kind.RULE, rule).path("id").asInt();
        }
    }

    /** All rules of row-level security as they are stored, datasets and roles by id. */
    public List<JsonNode> rules() {
        synchronized (metadata) {
            return metadata.all(Kind.RULE).stream().map(JsonNode::deepCopy).toList();
        }
    }

    /** All dashboards as they are stored. */
    public List<JsonNode> dashboards() {
        synchronized (metadata) {
            return metadata.all(Kind.DASHBOARD).stream().map(JsonNode::deepCopy).toList();
        }
    }

    /** Somebody who is no Admin gets an account, with the password like the name. */
    public int addUser(String username, String firstName, String lastName) {
        return add(username, firstName, lastName, false);
    }

    /** An Admin gets an account, with the password like the name. */
    public int addAdmin(String username, String firstName, String lastName) {
        return add(username, firstName, lastName, true);
    }

    /** An account is taken away, and owns nothing any more. */
    public void removeUser(int user) {
        synchronized (metadata) {
            metadata.all(Kind.DATASET).forEach(dataset -> {
                var owners = dataset.path("owners")
                        .valueStream()
                        .filter(owner -> owner.asInt(owner.path("id").asInt(0)) != user)
                        .toList();
                dataset.putArray("owners").addAll(owners);
            });
            metadata.remove(Kind.USER, user);
        }
    }

    /** An API key of a user. */
    public String apiKey(int user) {
        return security.createKey(user);
    }

    private int add(String username, String firstName, String lastName, boolean admin) {
        ObjectNode row = Json.object("username", username)
                .put("password", username)
                .put("first_name", firstName)
                .put("last_name", lastName)
                .put("email", username + "@example.org")
                .put("admin", admin);
        synchronized (metadata) {
            return metadata.add(Kind.USER, row).path("id").asInt();
        }
    }

    /**
     * A native filter of a dashboard.
     *
     * @param name its name
     * @param datasetId the dataset of its column
     * @param column its column
     */
    public record NativeFilter(String name, int datasetId, String column) {

        private ObjectNode json() {
            ObjectNode target = Json.object("column", Json.object("name", column));
            target.put("datasetId", datasetId);
            ObjectNode filter = Json.object("id", "NATIVE_FILTER-" + name)
                    .put("name", name)
                    .put("filterType", "filter_select")
                    .put("type", "NATIVE_FILTER");
            filter.set("targets", Json.array().add(target));
            return filter;
        }
    }
}
