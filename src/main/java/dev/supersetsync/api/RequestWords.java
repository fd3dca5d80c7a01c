package dev.supersetsync.api;

import java.util.List;

/** The words of a request: names of its members, and which of them are still to come. */
public final class RequestWords {

    public static final String TARGET = "target";
    public static final String STRATEGY_SET = "strategy_set";
    public static final String UPDATE_STRATEGY = "update_strategy";
    public static final String GUARDS = "guards";
    public static final String MODELS = "models";
    public static final String FORMAT = "format";
    public static final String NAME = "name";
    public static final String DEFAULTS = "defaults";
    public static final String DATABASE_NAMES = "database_names";
    public static final String SELECT = "select";
    public static final String EXCLUDE = "exclude";
    public static final String SOURCE = "source";
    public static final String ADOPT = "adopt";
    public static final String RESTORE_OF = "restore_of";
    public static final String FORCE = "force";

    static final List<String> KNOWN = List.of(
            TARGET,
            STRATEGY_SET,
            UPDATE_STRATEGY,
            GUARDS,
            MODELS,
            FORMAT,
            NAME,
            DEFAULTS,
            DATABASE_NAMES,
            SELECT,
            EXCLUDE,
            SOURCE,
            ADOPT,
            RESTORE_OF);
    /** What a configured source says itself. */
    static final List<String> OF_SOURCE = List.of(MODELS, FORMAT, NAME, DEFAULTS, DATABASE_NAMES, SELECT, EXCLUDE);
    /** What a plan to take a run back may have. */
    static final List<String> OF_RESTORE = List.of(RESTORE_OF, FORCE, TARGET, GUARDS);

    /** What answers say to a word that is in the contract and does not work yet. */
    static final String NOT_YET = "not supported yet";

    private RequestWords() {}
}
