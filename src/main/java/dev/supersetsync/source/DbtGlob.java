package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The wildcards of dbt's selectors, as shells have them: {@code *} for any letters, {@code ?} for one, and {@code [abc]},
 * {@code [a-z]} and {@code [!abc]} for one of some. Matching takes no more than the product of both lengths.
 */
final class DbtGlob {

    private static final String ANY = "*";

    private DbtGlob() {}

    static boolean hasWildcard(String pattern) {
        return pattern.chars().anyMatch(letter -> "*?[]".indexOf(letter) >= 0);
    }

    /** Whether all of a text is as the pattern says; {@code *} stands for dots and slashes too. */
    static boolean matches(String pattern, String text) {
        List<String> letters = text.codePoints().mapToObj(Character::toString).toList();
        return matches(parts(pattern), letters, ANY::equals, DbtGlob::isOne);
    }

    /** Whether a path or a folder of it is as the pattern says; only {@code **} stands for several folders. */
    static boolean matchesPath(String pattern, String path) {
        List<String> wanted = List.of(withoutSlash(pattern).split("/"));
        List<String> folders = List.of(path.split("/"));
        for (int length = 1; length <= folders.size(); length++) {
            if (matches(wanted, folders.subList(0, length), "**"::equals, DbtGlob::matches)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutSlash(String pattern) {
        return pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    }

    /** Goes on greedily, and back to the last wildcard where that fails; to an earlier one it need not. */
    private static boolean matches(
            List<String> pattern, List<String> text, Predicate<String> isAny, BiPredicate<String, String> isOne) {
        int wanted = 0;
        int position = 0;
        int lastAny = -1;
        int resumed = 0;
        while (position < text.size()) {
            if (wanted < pattern.size() && isAny.test(pattern.get(wanted))) {
                lastAny = wanted++;
                resumed = position;
            } else if (wanted < pattern.size() && isOne.test(pattern.get(wanted), text.get(position))) {
                wanted++;
                position++;
            } else if (lastAny >= 0) {
                wanted = lastAny + 1;
                position = ++resumed;
            } else {
                return false;
            }
        }
        return pattern.subList(wanted, pattern.size()).stream().allMatch(isAny);
    }

    /** The pattern in pieces that each stand for one letter, or for any. */
    private static List<String> parts(String pattern) {
        List<String> parts = new ArrayList<>();
        int position = 0;
        while (position < pattern.length()) {
            int end = end(pattern, position);
            parts.add(pattern.substring(position, end));
            position = end;
        }
        return parts;
    }

    private static int end(String pattern, int start) {
        // A bracket that comes first is one of the letters, and does not close.
        int closing = pattern.indexOf(']', pattern.startsWith("!", start + 1) ? start + 3 : start + 2);
        return pattern.charAt(start) == '[' && closing > 0
                ? closing + 1
                : start + Character.charCount(pattern.codePointAt(start));
    }

    private static boolean isOne(String part, String letter) {
        if (part.equals("?")) {
            return true;
        }
        return part.length() > 2 && part.charAt(0) == '[' ? isOneOf(part, letter) : part.equals(letter);
    }

    private static boolean isOneOf(String brackets, String letter) {
        boolean negated = brackets.charAt(1) == '!';
        String letters = brackets.substring(negated ? 2 : 1, brackets.length() - 1);
        return isAmong(letters, letter) != negated;
    }

    private static boolean isAmong(String letters, String letter) {
        int index = 0;
        while (index < letters.length()) {
            boolean isRange = index + 2 < letters.length() && letters.charAt(index + 1) == '-';
            String first = letters.substring(index, index + 1);
            String last = isRange ? letters.substring(index + 2, index + 3) : first;
            if (first.compareTo(letter) <= 0 && letter.compareTo(last) <= 0) {
                return true;
            }
            index += isRange ? 3 : 1;
        }
        return false;
    }
}
