package dev.supersetsync.standin;

/** The stand-in for Superset 5.0.0 keeps the contract. */
class StandIn500ContractTests extends StandInContract {

    StandIn500ContractTests() {
        super("5.0.0");
    }
}
