package dev.supersetsync.standin;

/** Ends the handling of a call with an answer that says why. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refused(Answer answer) {
        super("answered " + answer.status());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
