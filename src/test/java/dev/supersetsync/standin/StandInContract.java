package dev.supersetsync.standin;

import org.junit.jupiter.api.AfterEach;

/** The stand-in as the server of the contract, a new one for each test. */
abstract class StandInContract implements WholeContract {

    private final SupersetStandIn standIn;
    private final SupersetClient client;
    private final SupersetClient person;
    private final SupersetVersion version;

    StandInContract(String version) {
        this.version = SupersetVersion.of(version);
        standIn = SupersetStandIn.start(version);
        client = new SupersetClient(standIn.url(), "admin", "admin");
        standIn.people().addUser("person", "Pat", "Person");
        person = new SupersetClient(standIn.url(), "person", "person");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Override
    public ContractServer server() {
        return new ContractServer(version, client, person, 1, "contract", standIn.warehouse()::execute);
    }
}
