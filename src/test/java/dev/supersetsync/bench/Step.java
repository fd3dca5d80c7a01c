package dev.supersetsync.bench;

/** What is compared, in the order in which it is shown. */
public enum Step {
    /** All datasets are made. */
    CREATE("create all", "imports of skeletons, list, a PUT each"),
    /** Nothing is to be done, which all content tells. */
    NOTHING_FULL("nothing changed, `FULL`", "list, exports"),
    /** Nothing is to be done, which the list tells, and the request is new to the service. */
    NOTHING_FAST("nothing changed, `FAST`", "list"),
    /** The same request again, as by who syncs every few minutes. */
    AGAIN_FAST("the same again", "list"),
    /** One label differs, with all content compared. */
    ONE_FULL("one label changed, `FULL`", "list, exports, GET, PUT, GET"),
    /** One label differs, with the list compared. */
    ONE_FAST("one label changed, `FAST`", "list, GET, PUT, GET"),
    /** One label in each dataset differs, with all content compared. */
    ALL_FULL("a label in each changed, `FULL`", "list, a GET and a PUT each"),
    /** One label in each dataset differs, with the list compared. */
    ALL_FAST("a label in each changed, `FAST`", "list, a PUT each");

    private final String words;
    private final String reference;

    Step(String words, String reference) {
        this.words = words;
        this.reference = reference;
    }

    String words() {
        return words;
    }

    /** What the bare client sends for it. */
    String reference() {
        return reference;
    }
}
