package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes that count only if they can be seen afterwards: Superset may accept one and not store it, and one without an
 * answer may have happened.
 */
final class SeenWrites {

    private final Calls calls;

    SeenWrites(Calls calls) {
        this.calls = calls;
    }

    /**
     * Writes and looks.
     *
     * @param look finds what the write was for, empty if it is not there
     * @return what was found
     */
    <T> T write(Request request, Supplier<Optional<T>> look) {
        SupersetException unseen = send(request);
        return look.get().orElseThrow(() -> unseen);
    }

    /** Sends it; what it gives back is the failure if nothing is seen of it. */
    private SupersetException send(Request request) {
        try {
            Answer answer = calls.answer(request);
            if (answer.isSuccess()) {
                return new SupersetException(
                        Kind.REFUSED,
                        request.call(),
                        answer.status(),
                        "Superset accepted the write and did not store it.");
            }
            throw calls.failure(request, answer);
        } catch (SupersetException e) {
            if (e.kind() == Kind.NO_ANSWER) {
                return e;
            }
            throw e;
        }
    }
}
