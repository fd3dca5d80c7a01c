package dev.supersetsync.superset;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Measures each call that is sent: {@code superset.requests} by target, kind, endpoint and status. */
final class Measured {

    private static final String NAME = "superset.requests";

    private final MeterRegistry registry;
    private final String target;

    Measured(MeterRegistry registry, String target) {
        this.registry = registry;
        this.target = target;
    }

    Answer call(Request request, Call call) throws NoReply {
        Timer.Sample sample = Timer.start(registry);
        String status = "none";
        try {
            Answer answer = call.send();
            status = String.valueOf(answer.status());
            return answer;
        } finally {
            sample.stop(Timer.builder(NAME)
                    .description("Calls to Superset")
                    .tag("target", target)
                    .tag("kind", request.effect().kind())
                    .tag("endpoint", request.endpoint())
                    .tag("status", status)
                    .register(registry));
        }
    }

    /** One call. */
    @FunctionalInterface
    interface Call {
        Answer send() throws NoReply;
    }
}
