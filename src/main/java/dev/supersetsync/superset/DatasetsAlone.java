package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Datasets by a call for each, which alone tells the ids of their columns and metrics. Several are read side by side. */
final class DatasetsAlone {

    private static final String PATH = "/api/v1/dataset/";

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
    private final DatasetMapper mapper;
    private final Listed listed;
    private final DatasetList list;

    DatasetsAlone(Calls calls, DatasetMapper mapper, Listed listed, DatasetList list) {
        this.calls = calls;
        this.mapper = mapper;
        this.listed = listed;
        this.list = list;
    }

    /** Those that are there, in the order asked for. */
    List<ActualDataset> read(Collection<Integer> ids) {
        return Parallel.map(ids, this::read).stream().flatMap(Optional::stream).toList();
    }

    /** One dataset, empty if it is gone. */
    Optional<ActualDataset> read(int id) {
        Optional<ActualDataset> dataset = calls.find(Request.get(PATH + id, FULL))
                .map(json -> json.path("result"))
                .map(json -> mapper.actual(json, uuid(id, json), listed.changedOn(id, json)));
        dataset.map(ActualDataset::listed).ifPresent(list::saw);
        return dataset;
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
        list.read();
        return listed.uuid(id).orElse("");
    }

    /** The ids of those that are there. */
    Stream<Integer> there(Collection<Integer> ids) {
        return Parallel.map(ids, this::ifThere).stream().flatMap(Optional::stream);
    }

    private Optional<Integer> ifThere(int id) {
        return calls.find(Request.get(PATH + id, "(columns:!(id))")).map(_ -> id);
    }
}
