package dev.supersetsync.sync;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The trace of the call at work, in a form that can be kept: the headers that would hand it to another service, such as
 * {@code traceparent}. A run works on another thread and maybe in another process, and finds its way back with them.
 */
@Component
class CallTrace {

    private final ObjectProvider<Tracer> tracer;
    private final ObjectProvider<Propagator> propagator;

    CallTrace(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The headers; none where there is no trace. Call it on the call's own thread. */
    Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        tracer.ifAvailable(traces -> {
            Span span = traces.currentSpan();
            if (span != null) {
                propagator.ifAvailable(it -> it.inject(
                        span.context(),
                        headers,
                        (carrier, name, value) ->
                                Objects.requireNonNull(carrier).put(name, value)));
            }
        });
        return Map.copyOf(headers);
    }
}
