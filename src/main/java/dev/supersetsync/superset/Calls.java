package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TargetConnection.Requests;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * The calls of one connection: counted, repeated where that is safe, and their failures typed. A read is repeated when
 * there was no answer or the server was not up to it, a write only when it was never sent.
 */
final class Calls {

    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    private final Session session;
    private final Refusals refusals;
    private final Pause pause;
    private final BooleanSupplier mayWrite;
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();

    /**
     * The calls of one connection.
     *
     * @param mayWrite asked just before each write; if it may not be sent, {@link dev.supersetsync.state.TurnLost} is thrown
     */
    Calls(Session session, Pause pause, BooleanSupplier mayWrite) {
        this.session = session;
        this.refusals = session.transport().refusals();
        this.pause = pause;
        this.mayWrite = mayWrite;
    }

    Requests requests() {
        return new Requests(reads.get(), writes.get());
    }

    /** The JSON of a successful answer; anything else is thrown. */
    JsonNode json(Request request) {
        Answer answer = answer(request);
        if (!answer.isSuccess()) {
            throw refusals.of(request, answer);
        }
        return answer.json().orElseThrow(() -> refusals.strange(request, answer));
    }

    /** The JSON of a successful answer, empty where Superset says that what is asked for is not there. */
    Optional<JsonNode> find(Request request) {
        try {
            return Optional.of(json(request));
        } catch (SupersetException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The answer, whatever its status; only no answer at all is thrown. */
    Answer answer(Request request) {
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS || Thread.currentThread().isInterrupted();
            try {
                Answer answer = send(request);
                if (last || !isPassing(request, answer)) {
                    return answer;
                }
            } catch (NoReply e) {
                if (last || !mayRepeat(request, e, attempt)) {
                    throw refusals.of(request, e);
                }
            }
            pause.sleep(wait);
            wait = wait.multipliedBy(2);
        }
    }

    /** A failed answer as the typed error. */
    SupersetException failure(Request request, Answer answer) {
        return refusals.of(request, answer);
    }

    /** The id of the user who is signed in, as far as the token itself says it. */
    Optional<Integer> userOfToken() {
        return session.userOfToken();
    }

    private Answer send(Request request) throws NoReply {
        boolean isWrite = request.effect() == Effect.WRITE;
        (isWrite ? writes : reads).incrementAndGet();
        return session.send(isWrite ? request.onlyWhile(mayWrite) : request);
    }

    private static boolean mayRepeat(Request request, NoReply noReply, int attempt) {
        return switch (noReply.reason()) {
            case NOT_SENT -> true;
            case BROKEN -> request.effect() == Effect.READ;
            // Waiting is what takes long already.
            case LATE -> request.effect() == Effect.READ && attempt == 1;
        };
    }

    /** Whether it may go better in a moment. A 500 in JSON is what Superset thinks of the request. */
    private static boolean isPassing(Request request, Answer answer) {
        return request.effect() == Effect.READ
                && switch (answer.status()) {
                    case 502, 503, 504 -> true;
                    case 500 -> answer.json().isEmpty();
                    default -> false;
                };
    }
}
