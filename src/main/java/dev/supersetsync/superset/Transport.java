package dev.supersetsync.superset;

import dev.supersetsync.state.TurnLost;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What all calls to one target share: its wire, its limits, what is measured, the headers that Superset wants of
 * everyone, and the words for failures. A refusal for too many requests is waited out here, since such a call did not
 * happen. It signs nothing in.
 */
final class Transport {

    private final Wire wire;
    private final Throttle throttle;
    private final Measured measured;
    private final Refusals refusals;
    private final Patience patience;
    private final Map<String, String> always;

    Transport(Wire wire, Throttle throttle, Measured measured, Refusals refusals, Patience patience, String baseUrl) {
        this.wire = wire;
        this.throttle = throttle;
        this.measured = measured;
        this.refusals = refusals;
        this.patience = patience;
        // With another Accept, Superset turns a refusal into an HTML page with status 500. Over https it checks the
        // Referer.
        this.always = Map.of("Accept", "application/json", "Referer", baseUrl + "/");
    }

    Refusals refusals() {
        return refusals;
    }

    /** Sends it, again and again while Superset says that there were too many. */
    Answer send(Request request, Map<String, String> headers) throws NoReply {
        Answer answer = sendOnce(request, headers);
        for (int attempt = 1; answer.status() == 429 && attempt < patience.withTheLimit(); attempt++) {
            throttle.backOff();
            answer = sendOnce(request, headers);
        }
        return answer;
    }

    /** For the sign-in: an answer that has what was asked for, or the typed error. */
    Answer signIn(Request request, Map<String, String> headers, Predicate<JsonNode> isWhatWasAskedFor) {
        Answer answer = sendOrThrow(request, headers);
        if (!answer.isSuccess()) {
            throw refusals.of(request, answer);
        }
        if (answer.json().filter(isWhatWasAskedFor).isEmpty()) {
            throw refusals.strange(request, answer);
        }
        return answer;
    }

    /** Sends what belongs to the sign-in and changes nothing, again if there is no answer. */
    Answer sendOrThrow(Request request, Map<String, String> headers) {
        for (int attempt = 1; ; attempt++) {
            try {
                return send(request, headers);
            } catch (NoReply e) {
                if (attempt >= patience.withSilence()) {
                    throw refusals.of(request, e);
                }
            }
        }
    }

    private Answer sendOnce(Request request, Map<String, String> headers) throws NoReply {
        var all = new LinkedHashMap<>(always);
        all.put("Content-Type", request.contentType());
        all.putAll(headers);
        Instant start = throttle.enter();
        try {
            if (!request.mayBeSent().getAsBoolean()) {
                throw new TurnLost();
            }
            Answer answer = measured.call(request, all, () -> wire.send(request, all));
            throttle.answered(start, request, answer);
            return answer;
        } catch (NoReply e) {
            if (e.reason() == NoReply.Reason.LATE) {
                throttle.late();
            }
            throw e;
        } finally {
            throttle.leave();
        }
    }

    /**
     * How often it is tried.
     *
     * @param withTheLimit where Superset says that there were too many calls
     * @param withSilence where a sign-in gets no answer
     */
    record Patience(int withTheLimit, int withSilence) {

        static final Patience USUAL = new Patience(20, 2);
        static final Patience NONE = new Patience(1, 1);
    }
}
