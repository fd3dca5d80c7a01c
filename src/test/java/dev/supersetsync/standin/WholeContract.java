package dev.supersetsync.standin;

/** All parts of the contract. */
interface WholeContract
        extends SignInContract,
                DatasetListContract,
                DatasetCreationContract,
                WarehouseContract,
                ChartContract,
                ChartDataContract,
                DashboardContract,
                DatasetFileContract,
                RuleContract,
                RoleContract {}
