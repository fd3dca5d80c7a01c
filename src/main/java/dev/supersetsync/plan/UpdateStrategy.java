package dev.supersetsync.plan;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The set of operations that a sync may use. UPDATE and REPLACE contradict each other and never stand in one strategy.
 *
 * @param operations the operations, at least one
 */
public record UpdateStrategy(Set<Operation> operations) {

    /** CREATE and UPDATE: also the advice for production. */
    public static final UpdateStrategy DEFAULT = new UpdateStrategy(EnumSet.of(Operation.CREATE, Operation.UPDATE));

    /** Checks that something may be done and that nothing contradicts. */
    public UpdateStrategy {
        if (operations.isEmpty()) {
            throw new IllegalArgumentException(
                    "An update strategy needs at least one of CREATE, UPDATE, REPLACE, DELETE.");
        }
        if (operations.contains(Operation.UPDATE) && operations.contains(Operation.REPLACE)) {
            throw new ContradictoryStrategy();
        }
        operations = Set.copyOf(operations);
    }

    /**
     * Reads a strategy as people write it: each word may itself be a list with {@code |} or {@code ,}, in any case.
     *
     * @throws UnknownOperation if a word is none of the four
     * @throws ContradictoryStrategy if UPDATE and REPLACE stand together
     * @throws IllegalArgumentException if there is no word at all
     */
    public static UpdateStrategy parse(Collection<String> words) {
        var operations = EnumSet.noneOf(Operation.class);
        words.stream()
                .flatMap(word -> Arrays.stream(word.split("[|,]", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(word -> operations.add(operation(word)));
        return new UpdateStrategy(operations);
    }

    private static Operation operation(String word) {
        try {
            return Operation.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UnknownOperation(word);
        }
    }

    /** Whether the strategy allows an operation. */
    public boolean allows(Operation operation) {
        return operations.contains(operation);
    }

    /** The operations in their fixed order, for people and answers. */
    public List<Operation> inOrder() {
        return operations.stream().sorted().toList();
    }

    /** UPDATE and REPLACE in one strategy. */
    public static final class ContradictoryStrategy extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        ContradictoryStrategy() {
            super(
                    "UPDATE and REPLACE contradict each other: UPDATE keeps what is not declared, REPLACE removes it. Choose one.");
        }
    }

    /** A word that is no operation. */
    public static final class UnknownOperation extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownOperation(String word) {
            super("'" + word + "' is none of CREATE, UPDATE, REPLACE, DELETE.");
        }
    }
}
