package dev.supersetsync.standin;

import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real Superset keeps the contract: what the stand-in is held to is true. */
@ExtendWith(SupersetLog.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealSupersetContractIT implements WholeContract {

    private final SupersetServer superset = SupersetServer.shared();
    private final SupersetClient client =
            new SupersetClient(superset.baseUrl(), superset.username(), superset.password());
    private final SupersetApi api = SupersetApi.of(superset);
    private final String name = "person_" + Long.toString(System.currentTimeMillis(), 36);
    private final int user = api.createUser(name, "secret-of-" + name, List.of(api.role("Alpha")));
    private final SupersetClient person = new SupersetClient(superset.baseUrl(), name, "secret-of-" + name);
    private final int database =
            api.registerDatabase("contract", Warehouse.shared().sqlalchemyUri());
    private final ContractServer server = new ContractServer(
            SupersetVersion.of(superset.version()),
            client,
            person,
            database,
            "contract",
            sql -> Warehouse.shared().execute(sql));

    @AfterAll
    void cleanUp() {
        removeRules();
        removeRoles();
        removeDashboards();
        removeDatasets();
        client.delete("/api/v1/database/" + database);
        api.send("DELETE", "/security/users/" + user, null);
    }

    @Override
    public ContractServer server() {
        return server;
    }
}
