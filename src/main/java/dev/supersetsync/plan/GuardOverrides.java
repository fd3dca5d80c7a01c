package dev.supersetsync.plan;

import org.jspecify.annotations.Nullable;

/**
 * Guards as a request, a strategy set or the configuration states them: null means that the guard is not stated. The
 * names are those of {@link Guards}.
 */
public record GuardOverrides(
        Guards.@Nullable BreakingChanges breakingChanges,
        Guards.@Nullable UiEdits uiEdits,
        Guards.@Nullable DeleteScope deleteScope,
        @Nullable Integer maxDeletePercent,
        Guards.@Nullable OnError onError,
        @Nullable Boolean takeOver,
        Guards.@Nullable Read read,
        Guards.@Nullable CheckExpressions checkExpressions,
        @Nullable Boolean allowEmpty,
        @Nullable Boolean rewriteCharts) {

    /** Nothing is stated. */
    public static final GuardOverrides NONE =
            new GuardOverrides(null, null, null, null, null, null, null, null, null, null);

    /**
     * Refuses what is known and not supported yet, rather than leaving it without effect.
     *
     * @param key where the guards are configured
     * @throws IllegalArgumentException if such a guard is stated
     */
    public void checkSupported(String key) {
        if (Boolean.TRUE.equals(rewriteCharts)) {
            throw new IllegalArgumentException(key + ".rewrite-charts: true is not supported yet; leave it out.");
        }
    }

    /** The given guards, and where a guard is stated here, this one. */
    public Guards over(Guards base) {
        return new Guards(
                either(breakingChanges, base.breakingChanges()),
                either(uiEdits, base.uiEdits()),
                either(deleteScope, base.deleteScope()),
                either(maxDeletePercent, base.maxDeletePercent()),
                either(onError, base.onError()),
                either(takeOver, base.takeOver()),
                either(read, base.read()),
                either(checkExpressions, base.checkExpressions()),
                either(allowEmpty, base.allowEmpty()),
                either(rewriteCharts, base.rewriteCharts()));
    }

    private static <T> T either(@Nullable T stated, T base) {
        return stated == null ? base : stated;
    }
}
