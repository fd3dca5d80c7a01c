package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Owner;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads datasets, databases and owners. What is read in bulk some day is read one by one here, side by side. */
final class SupersetDatasetReader implements DatasetReader {

    private static final String PATH = "/api/v1/dataset/";
    private static final String LIST_COLUMNS =
            "id,uuid,database.id,database.database_name,catalog,schema,table_name," + "kind,extra,changed_on_utc";
    private static final String FULL =
            "(columns:!(id,uuid,changed_on,database.id,database.database_name,catalog,schema,"
                    + "table_name,description,main_dttm_col,cache_timeout,sql,offset,default_endpoint,fetch_values_predicate,"
                    + "filter_select_enabled,template_params,normalize_columns,always_filter_main_dttm,currency_code_column,"
                    + "extra,owners.id,"
                    + "columns.id,columns.column_name,columns.verbose_name,columns.description,columns.type,"
                    + "columns.advanced_data_type,columns.expression,columns.is_dttm,columns.groupby,columns.filterable,"
                    + "columns.is_active,columns.python_date_format,columns.extra,"
                    + "metrics.id,metrics.metric_name,metrics.verbose_name,metrics.description,metrics.expression,"
                    + "metrics.d3format,metrics.currency,metrics.warning_text,metrics.metric_type,metrics.extra))";

    private final Calls calls;
    private final Databases databases;
    private final Owners owners;
    private final KeptOwner keptOwner;
    private final DatasetMapper mapper;
    private final Listed listed;

    SupersetDatasetReader(
            Calls calls, Databases databases, Owners owners, KeptOwner keptOwner, DatasetMapper mapper, Listed listed) {
        this.calls = calls;
        this.databases = databases;
        this.owners = owners;
        this.keptOwner = keptOwner;
        this.mapper = mapper;
        this.listed = listed;
    }

    @Override
    public List<Database> databases() {
        return databases.all();
    }

    @Override
    public List<Owner> owners() {
        return owners.all();
    }

    @Override
    public Optional<String> keptOwner() {
        return keptOwner.name();
    }

    @Override
    public List<ListedDataset> list() {
        List<ListedDataset> all = new Pages(calls)
                .rows(PATH, LIST_COLUMNS, "table_name").stream()
                        .map(mapper::listed)
                        .toList();
        listed.remember(all);
        return all;
    }

    @Override
    public List<ActualDataset> read(Collection<Integer> ids) {
        return Parallel.map(ids, this::read).stream().flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<ActualDataset> read(int id) {
        return calls.find(Request.get(PATH + id, FULL))
                .map(json -> json.path("result"))
                .map(json -> mapper.actual(json, uuid(id, json), listed.changedOn(id, json)));
    }

    /** Before 6.0 only lists and exports tell it. */
    private String uuid(int id, JsonNode json) {
        String told = json.path("uuid").asString("");
        if (!told.isEmpty()) {
            return told;
        }
        return listed.uuid(id).or(() -> new ExportedUuid(calls).of(id)).orElseGet(() -> afterAnotherList(id));
    }

    private String afterAnotherList(int id) {
        list();
        return listed.uuid(id).orElse("");
    }
}
