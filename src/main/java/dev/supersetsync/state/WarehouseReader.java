package dev.supersetsync.state;

import java.util.Collection;
import java.util.Map;

/** Asks the warehouse, through Superset. No answer is a fact too, so these methods do not throw for a warehouse's sake. */
public interface WarehouseReader {

    /** What the warehouse has of these tables; every question gets an answer, which may be more than was asked for. */
    Map<DatasetKey, TableFacts> tables(Collection<TableQuestion> questions);

    /** The columns that these queries give, by the dataset that each belongs to; every key gets an answer. */
    Map<DatasetKey, TableFacts> queries(Map<DatasetKey, String> sqlByDataset);

    /** Whether these expressions run; every probe gets an answer. */
    Map<Probe, Probe.Result> tryOut(Collection<Probe> probes);
}
