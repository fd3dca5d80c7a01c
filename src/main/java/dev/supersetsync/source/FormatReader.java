package dev.supersetsync.source;

import tools.jackson.databind.JsonNode;

/**
 * Reads one of the formats that teams already have. It says in the words of our own format what it found, and names what
 * it had to leave out; whether the result is valid is checked by whoever asked.
 */
interface FormatReader {

    /** What a text of this format is, such as "a manifest of dbt (manifest.json)". */
    String what();

    /** Whether a text looks like this format, whatever else is wrong with it. */
    boolean recognises(JsonNode root);

    /** What it needs of a text in JSON. */
    default Needed needed() {
        return Needed.ALL;
    }

    /**
     * Takes over what the texts of the draft say.
     *
     * @param draft gives the texts, all of them recognised, and takes what they become
     * @param selection which of their contents are meant
     */
    void read(Draft draft, Selection selection);
}
