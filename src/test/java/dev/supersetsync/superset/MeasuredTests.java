package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.transport.SenderContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasuredTests {

    private static final Answer OK = new Answer(200, "", List.of(), new byte[0]);

    private final List<@Nullable ObservationView> parents = new CopyOnWriteArrayList<>();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final Measured measured = new Measured(registry, "main");

    MeasuredTests() {
        registry.observationConfig()
                .observationHandler(new HandedDown(registry))
                .observationHandler(new Tracing());
    }

    @Test
    void aCallBelongsToWhatIsObservedWhereItsThreadWasStarted() {
        Observation phase = Observation.createNotStarted("phase", registry);

        phase.observe(() -> Parallel.map(List.of(1, 2, 3), this::call));

        assertThat(parents).hasSize(3).allMatch(phase::equals);
    }

    @Test
    void belongsToNothingOnceThatIsOver() {
        Observation.createNotStarted("phase", registry).observe(() -> {});

        call(1);

        assertThat(parents).hasSize(1).containsOnlyNulls();
    }

    @Test
    void theHeadersOfTheTraceAreSentAlong() {
        assertThat(call(1)).containsEntry("traceparent", "of superset.requests");
    }

    private Map<String, String> call(int id) {
        var headers = new HashMap<String, String>();
        try {
            measured.call(Request.get("/api/v1/dataset/" + id), headers, () -> OK);
        } catch (NoReply e) {
            throw new IllegalStateException(e);
        }
        return headers;
    }

    /** Does what a tracer does with a call. */
    private final class Tracing implements ObservationHandler<SenderContext<Map<String, String>>> {

        @Override
        public void onStart(SenderContext<Map<String, String>> context) {
            parents.add(context.getParentObservation());
            context.getSetter().set(context.getCarrier(), "traceparent", "of " + context.getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof SenderContext;
        }
    }
}
