package dev.supersetsync.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant by a word that is not known. */
public final class Nearest {

    private static final int LONGEST_WORD = 64;

    private Nearest() {}

    /** The known word that differs in the fewest letters, if it is close enough to be meant; of very short words, only in case. */
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        int most = word.length() < 3 ? 0 : Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= most)
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** The end of a message about an unknown word: a question, or nothing. */
    public static String question(String word, Collection<String> known) {
        return to(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    /** How many letters must be changed, added, left out or swapped with their neighbour. */
    private static int distance(String left, String right) {
        String one = left.toLowerCase(Locale.ROOT);
        String other = right.toLowerCase(Locale.ROOT);
        int[][] distances = new int[one.length() + 1][other.length() + 1];
        for (int row = 0; row <= one.length(); row++) {
            for (int column = 0; column <= other.length(); column++) {
                distances[row][column] =
                        row == 0 || column == 0 ? row + column : distance(distances, one, row, other, column);
            }
        }
        return distances[one.length()][other.length()];
    }

    private static int distance(int[][] distances, String one, int row, String other, int column) {
        char letter = one.charAt(row - 1);
        char otherLetter = other.charAt(column - 1);
        int changed = distances[row - 1][column - 1] + (letter == otherLetter ? 0 : 1);
        int added = 1 + Math.min(distances[row - 1][column], distances[row][column - 1]);
        boolean swapped =
                row > 1 && column > 1 && letter == other.charAt(column - 2) && one.charAt(row - 2) == otherLetter;
        int nearest = Math.min(changed, added);
        return swapped ? Math.min(nearest, distances[row - 2][column - 2] + 1) : nearest;
    }
}
