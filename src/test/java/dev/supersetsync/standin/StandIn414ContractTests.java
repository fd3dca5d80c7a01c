package dev.supersetsync.standin;

/** The stand-in for Superset 4.1.4 keeps the contract. */
class StandIn414ContractTests extends StandInContract {

    StandIn414ContractTests() {
        super("4.1.4");
    }
}
