package dev.supersetsync.standin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What shall go wrong. A fault strikes calls of a method and path, by default the next one only; {@link On#after} and
 * {@link On#times} choose others. Nothing goes wrong by itself.
 */
public final class Faults {

    private final List<On> armed = new ArrayList<>();
    private volatile @Nullable Integer callsPerSecond;
    private volatile @Nullable Integer writesUntilDeath;

    Faults() {}

    /**
     * Prepares a fault for calls of this method ({@code *} for any) and path.
     *
     * @param path a regular expression for the whole path, such as {@code /api/v1/dataset/\d+}
     */
    public On on(String method, String path) {
        return new On(this, method, Pattern.compile(path));
    }

    /** From now on no more than this many calls in any second: 429 for the others, without any advice when to retry. */
    public void limitRate(int callsInASecond) {
        callsPerSecond = callsInASecond;
    }

    /** The server dies as soon as it has answered this many further writes. */
    public void dieAfterWrites(int writes) {
        writesUntilDeath = writes;
    }

    /** Nothing goes wrong any more. Calls that hang are not released by this. */
    public synchronized void clear() {
        armed.clear();
        callsPerSecond = null;
        writesUntilDeath = null;
    }

    @Nullable
    Integer callsPerSecond() {
        return callsPerSecond;
    }

    /** Counts a write that was answered; true if it was the last one before death. */
    synchronized boolean isLastWrite() {
        Integer left = writesUntilDeath;
        if (left == null) {
            return false;
        }
        writesUntilDeath = left - 1;
        return left <= 1;
    }

    synchronized Optional<Fault> strike(Call call) {
        for (On on : armed) {
            if (on.matches(call) && on.isDue()) {
                return Optional.ofNullable(on.fault);
            }
        }
        return Optional.empty();
    }

    private synchronized void arm(On on) {
        armed.add(on);
    }

    /** What goes wrong with one call. */
    sealed interface Fault {

        /** Another answer than the true one, and nothing done. */
        record Instead(Answer answer) implements Fault {}

        /** No answer until released; then the true one. */
        record Hang(CountDownLatch arrived, CountDownLatch release) implements Fault {}

        /** The true answer, late. */
        record Late(Duration delay) implements Fault {}

        /** The connection is closed without an answer, and nothing done. */
        record ClosedBefore() implements Fault {}

        /** The call is carried out, and the connection closed without an answer. */
        record ClosedAfter() implements Fault {}

        /** The true answer, but what the call changed is not kept: all of it, or one field. */
        record Dropped(@Nullable String field) implements Fault {}

        /** A list answers with one row, as if somebody else's filter had been ours. */
        record Mixed(int id) implements Fault {}
    }

    /** A call that hangs, in the hands of the test. */
    public static final class Hanging {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        Hanging() {}

        /** Waits until the call has reached the server. */
        public void awaitArrival() throws InterruptedException {
            arrived.await();
        }

        /** Lets the call go on, and all others that hang by the same fault. */
        public void release() {
            release.countDown();
        }
    }

    /** The calls that a fault strikes, until one of the closing methods says what happens to them. */
    public static final class On {

        private final Faults faults;
        private final String method;
        private final Pattern path;
        private int spared;
        private int left = 1;
        private @Nullable Fault fault;

        private On(Faults faults, String method, Pattern path) {
            this.faults = faults;
            this.method = method;
            this.path = path;
        }

        /** Spares the first calls. */
        public On after(int calls) {
            spared = calls;
            return this;
        }

        /** Strikes this many calls. */
        public On times(int calls) {
            left = calls;
            return this;
        }

        /** Strikes all calls. */
        public On always() {
            return times(Integer.MAX_VALUE);
        }

        /** Answers with this status and nothing to read, as a proxy does. */
        public void answer(int status) {
            arm(new Fault.Instead(Answer.html(status)));
        }

        /** Answers with this status and JSON. */
        public void answer(int status, String json) {
            arm(new Fault.Instead(Answer.json(status, Json.read(json))));
        }

        /** Answers as Superset does to a database that is locked: only that it could not be done. */
        public void couldNotBeUpdated() {
            arm(new Fault.Instead(Answer.message(422, "Dataset could not be updated.")));
        }

        /** Does not answer until released. */
        public Hanging hang() {
            Hanging hanging = new Hanging();
            arm(new Fault.Hang(hanging.arrived, hanging.release));
            return hanging;
        }

        /** Answers late. */
        public void delay(Duration delay) {
            arm(new Fault.Late(delay));
        }

        /** Closes the connection without having done anything. */
        public void closeBefore() {
            arm(new Fault.ClosedBefore());
        }

        /** Does what is asked, and closes the connection without an answer. */
        public void closeAfter() {
            arm(new Fault.ClosedAfter());
        }

        /** Says that it is done, and keeps nothing of it. */
        public void drop() {
            arm(new Fault.Dropped(null));
        }

        /** Says that it is done, and leaves one field as it was: {@code description}, {@code columns.verbose_name}. */
        public void dropField(String field) {
            arm(new Fault.Dropped(field));
        }

        /** Answers a list with this one row, and a count of 1. */
        public void answerOnly(int id) {
            arm(new Fault.Mixed(id));
        }

        private void arm(Fault what) {
            fault = what;
            faults.arm(this);
        }

        private boolean matches(Call call) {
            return (method.equals("*") || method.equals(call.method()))
                    && path.matcher(call.path()).matches();
        }

        private boolean isDue() {
            if (spared > 0) {
                spared--;
                return false;
            }
            if (left == 0) {
                return false;
            }
            left = left == Integer.MAX_VALUE ? left : left - 1;
            return true;
        }
    }
}
