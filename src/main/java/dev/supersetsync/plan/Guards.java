package dev.supersetsync.plan;

/**
 * The limits within which an update strategy works. The planner alone looks at them: a plan already says what they
 * hold back.
 *
 * @param breakingChanges what happens to parts that would break a chart, dashboard or native filter
 * @param uiEdits what happens where a declared setting was changed in Superset since we applied it
 * @param deleteScope where DELETE looks
 * @param maxDeletePercent over this part of the datasets in scope, and more than five, nothing is deleted; 0 to 100
 * @param onError what happens to the other datasets when one fails
 * @param takeOver whether a dataset that another document manages becomes ours
 * @param read how much is compared
 * @param checkExpressions which expressions are tried in the warehouse
 * @param allowEmpty whether a document without models may DELETE
 * @param rewriteCharts whether a rename is carried into charts
 */
public record Guards(
        BreakingChanges breakingChanges,
        UiEdits uiEdits,
        DeleteScope deleteScope,
        int maxDeletePercent,
        OnError onError,
        boolean takeOver,
        Read read,
        CheckExpressions checkExpressions,
        boolean allowEmpty,
        boolean rewriteCharts) {

    /** The defaults, also those of {@code production}. */
    public static final Guards DEFAULT = new Guards(
            BreakingChanges.WITHHOLD,
            UiEdits.OVERWRITE,
            DeleteScope.SCHEMA,
            50,
            OnError.CONTINUE,
            false,
            Read.FULL,
            CheckExpressions.CHANGED,
            false,
            false);

    /** What happens to parts that would break a chart, dashboard or native filter. */
    public enum BreakingChanges {
        /** Just these parts are held back. */
        WITHHOLD,
        /** The sync is refused before any write. */
        FAIL,
        /** They are done, and listed. */
        ALLOW
    }

    /** What happens where somebody changed a declared setting in Superset since we applied it. */
    public enum UiEdits {
        /** The declared value is written, and the change says so. */
        OVERWRITE,
        /** The person's value stays. */
        KEEP,
        /** The sync is refused before any write. */
        FAIL
    }

    /** Where DELETE looks. */
    public enum DeleteScope {
        /** In every schema that a model lives in, and at every dataset that this document manages. */
        SCHEMA,
        /** Only at datasets that this document manages. */
        MANAGED
    }

    /** What happens to the other datasets when one fails. */
    public enum OnError {
        /** They are done. */
        CONTINUE,
        /** They are skipped. */
        STOP
    }

    /** How much is compared. */
    public enum Read {
        /** Everything. */
        FULL,
        /** Only what content hashes do not prove unchanged. */
        FAST
    }

    /** Which expressions are tried in the warehouse. */
    public enum CheckExpressions {
        /** New and changed ones. */
        CHANGED,
        /** The unchanged ones too, which can only warn. */
        ALL,
        /** None. */
        OFF
    }
}
