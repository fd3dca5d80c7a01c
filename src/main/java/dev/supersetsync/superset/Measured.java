package dev.supersetsync.superset;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Map;
import java.util.Objects;

/**
 * Observes each call that is sent, as {@code superset.requests} by target, kind, endpoint and status: a timer, and where
 * traces are collected a span, whose headers Superset gets too. Neither the query nor what is sent is among it.
 */
final class Measured {

    private static final String NAME = "superset.requests";

    private final ObservationRegistry registry;
    private final String target;

    Measured(ObservationRegistry registry, String target) {
        this.registry = registry;
        this.target = target;
    }

    /**
     * Sends it.
     *
     * @param headers what is sent along; those of the trace are put to them
     */
    Answer call(Request request, Map<String, String> headers, Call call) throws NoReply {
        Observation observation = observation(request, headers).start();
        try {
            Answer answer = call.send();
            observation.lowCardinalityKeyValue("status", String.valueOf(answer.status()));
            return answer;
        } catch (NoReply e) {
            observation.error(e);
            throw e;
        } finally {
            observation.stop();
        }
    }

    private Observation observation(Request request, Map<String, String> headers) {
        var context = new SenderContext<Map<String, String>>(
                (carrier, name, value) -> Objects.requireNonNull(carrier).put(name, value), Kind.CLIENT);
        context.setCarrier(headers);
        context.setRemoteServiceName("superset");
        return Observation.createNotStarted(NAME, () -> context, registry)
                .parentObservation(HandedDown.current())
                .contextualName(request.endpoint())
                .lowCardinalityKeyValue("target", target)
                .lowCardinalityKeyValue("kind", request.effect().kind())
                .lowCardinalityKeyValue("endpoint", request.endpoint())
                .lowCardinalityKeyValue("status", "none")
                .highCardinalityKeyValue("path", request.path());
    }

    /** One call. */
    @FunctionalInterface
    interface Call {
        Answer send() throws NoReply;
    }
}
