package dev.supersetsync.sync;

import java.util.Set;

/** Has one plan made, for one assignment, over one connection. */
interface Planning {

    /** The final plan. */
    Surveyed plan();

    /** By what the datasets are known again that the plan leaves as declared. */
    Recognition recognition();

    /** The databases that Superset does not have yet and that must be created before the plan can be applied. */
    Set<String> missingDatabases();
}
