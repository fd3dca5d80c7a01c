package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses nodes in the words of dbt's {@code --select} and {@code --exclude}: blanks and further entries add, a comma
 * narrows down. It follows no graph. What cannot be used is refused, and what chooses nothing is named.
 */
final class DbtSelection {

    private final Draft draft;
    private final Set<String> usualKinds;

    /**
     * A selection for one draft.
     *
     * @param usualKinds the kinds of nodes that are meant where nothing is selected
     */
    DbtSelection(Draft draft, Set<String> usualKinds) {
        this.draft = draft;
        this.usualKinds = usualKinds;
    }

    /** The nodes that are meant, in their order. */
    List<DbtNode> choose(List<DbtNode> all, Selection selection) {
        List<Term> select = terms("select", selection.select());
        List<Term> exclude = terms("exclude", selection.exclude());
        nameIdle("select", select, term -> all.stream().noneMatch(term::selects));
        nameIdle("exclude", exclude, term -> all.stream().noneMatch(term::covers));
        return all.stream()
                .filter(node -> selection.select().isEmpty()
                        ? usualKinds.contains(node.kind())
                        : select.stream().anyMatch(term -> term.selects(node)))
                .filter(node -> exclude.stream().noneMatch(term -> term.covers(node)))
                .toList();
    }

    private void nameIdle(String member, List<Term> terms, Predicate<Term> isIdle) {
        terms.stream()
                .filter(term -> !term.criteria().isEmpty())
                .filter(isIdle)
                .forEach(term -> draft.lose(member + ": '" + term.word() + "' selects nothing"));
    }

    private List<Term> terms(String member, List<String> entries) {
        List<Term> terms = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            String path = Paths.item(member, index);
            for (String word : entries.get(index).strip().split("\\s+")) {
                terms.add(term(path, word));
            }
        }
        return terms;
    }

    private Term term(String path, String word) {
        List<DbtCriterion> criteria = new ArrayList<>();
        for (String part : word.split(",")) {
            try {
                criteria.add(DbtCriterion.of(part));
            } catch (IllegalArgumentException unusable) {
                draft.refuse(path, "'" + part + "' " + unusable.getMessage());
            }
        }
        return new Term(word, criteria);
    }

    /** Criteria that a node must meet all; it covers nothing if none of them could be read. */
    private record Term(String word, List<DbtCriterion> criteria) {

        boolean covers(DbtNode node) {
            return !criteria.isEmpty()
                    && criteria.stream().allMatch(criterion -> criterion.test().test(node));
        }

        /** Sources are selected only by what is about sources. */
        boolean selects(DbtNode node) {
            boolean isForSources = criteria.stream().anyMatch(DbtCriterion::isForSources);
            return (isForSources || !node.kind().equals("source")) && covers(node);
        }
    }
}
