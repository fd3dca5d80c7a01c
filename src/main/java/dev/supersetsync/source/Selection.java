package dev.supersetsync.source;

import java.util.List;

/**
 * Which of the things in a project of dbt are meant, in the words of its own {@code --select} and {@code --exclude}. It
 * holds the words; what they select is for the reader of the format.
 *
 * @param select what is meant; nothing for what the format takes as a rule
 * @param exclude what is not meant, though selected
 */
public record Selection(List<String> select, List<String> exclude) {

    /** What the format takes as a rule. */
    public static final Selection USUAL = new Selection(List.of(), List.of());

    public Selection {
        select = List.copyOf(select);
        exclude = List.copyOf(exclude);
    }
}
