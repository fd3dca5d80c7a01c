package dev.supersetsync.superset;

import dev.supersetsync.state.BackupReader;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.WarehouseReader;
import java.util.Map;

/** A target as one plan or run sees it: what it reads once, it reads once for each of these. */
final class ConnectedSuperset implements TargetConnection {

    private final String target;
    private final ServerVersion version;
    private final Calls calls;
    private final DatasetReader reader;
    private final DatasetWriter writer;
    private final WarehouseReader warehouse;
    private final UsageReader usages;
    private final BackupReader backups;
    private final Restorer restorer;

    ConnectedSuperset(String target, ServerVersion version, Calls calls, Links links, Shared shared) {
        this.target = target;
        this.version = version;
        this.calls = calls;
        var databases = new Databases(calls, shared.knownCatalogs());
        var owners = new Owners(calls);
        var export = new DatasetExport(calls);
        var mapper = new DatasetMapper(databases, owners);
        var listed = new Listed();
        var list = new DatasetList(calls, version, mapper, listed, shared.lastList());
        var datasets = new SupersetDatasetReader(
                databases,
                owners,
                list,
                new DatasetsAlone(calls, mapper, listed, list),
                new ExportedDatasets(export, mapper, listed));
        this.reader = datasets;
        this.writer =
                new SupersetDatasetWriter(calls, version, databases, datasets, new DatasetPayload(version, owners));
        this.warehouse = new SupersetWarehouseReader(calls, databases);
        this.usages = new SupersetUsageReader(calls, version, links, shared.sweeps(), datasets);
        this.backups = new SupersetBackupReader(calls, export);
        this.restorer = new SupersetRestorer(calls, version, new EmptyDatasets(calls, databases, datasets));
    }

    /**
     * What the connections to one target share.
     *
     * @param knownCatalogs the default catalogs of databases, as far as they are known
     * @param sweeps the last sweep over charts and dashboards
     * @param lastList the last dataset list
     */
    record Shared(Map<String, String> knownCatalogs, Sweeps sweeps, LastList lastList) {}

    @Override
    public String target() {
        return target;
    }

    @Override
    public String version() {
        return version.text();
    }

    @Override
    public boolean isVersionKnown() {
        return version.isKnown();
    }

    @Override
    public DatasetReader datasets() {
        return reader;
    }

    @Override
    public DatasetWriter writer() {
        return writer;
    }

    @Override
    public WarehouseReader warehouse() {
        return warehouse;
    }

    @Override
    public UsageReader usages() {
        return usages;
    }

    @Override
    public BackupReader backups() {
        return backups;
    }

    @Override
    public Restorer restorer() {
        return restorer;
    }

    @Override
    public Requests requests() {
        return calls.requests();
    }
}
