package dev.supersetsync.superset;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what is being observed in a way that threads hand down to those that they start. Many calls are made side by
 * side on threads that live for one step, and belong to what that step belongs to. It observes nothing itself.
 */
final class HandedDown implements ObservationHandler<Observation.Context> {

    private static final InheritableThreadLocal<@Nullable Open> OPEN = new InheritableThreadLocal<>();

    private final ObservationRegistry registry;

    HandedDown(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** What is observed on this thread, or was on the one that started it; null for nothing. */
    static @Nullable Observation current() {
        Open open = OPEN.get();
        return open == null ? null : open.observation();
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
        Observation opened = registry.getCurrentObservation();
        if (opened != null) {
            OPEN.set(new Open(opened, OPEN.get()));
        }
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
        Open open = OPEN.get();
        OPEN.set(open == null ? null : open.around());
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    /** An observation, and the one around it. */
    private record Open(Observation observation, @Nullable Open around) {}
}
