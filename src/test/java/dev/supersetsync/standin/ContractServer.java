package dev.supersetsync.standin;

import java.util.function.Consumer;

/**
 * A server that the contract is tried on, with the warehouse behind its database {@code warehouse}.
 *
 * @param version its version
 * @param client a client that has signed in as Admin
 * @param person a client that has signed in as somebody who is no Admin and may make datasets
 * @param database the id of the database in Superset
 * @param schema the schema in the warehouse that belongs to the tests alone; it is made anew for each test
 * @param warehouse runs SQL in the warehouse
 */
record ContractServer(
        SupersetVersion version,
        SupersetClient client,
        SupersetClient person,
        int database,
        String schema,
        Consumer<String> warehouse) {

    /** Changes the warehouse. */
    void inWarehouse(String sql) {
        warehouse.accept(sql);
    }
}
