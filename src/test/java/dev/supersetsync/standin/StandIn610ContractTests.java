package dev.supersetsync.standin;

/** The stand-in for Superset 6.1.0 keeps the contract. */
class StandIn610ContractTests extends StandInContract {

    StandIn610ContractTests() {
        super("6.1.0");
    }
}
