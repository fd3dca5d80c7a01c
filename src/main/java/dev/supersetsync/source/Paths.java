package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as people read them: {@code models[0].columns[2].name}; what is not a plain name is quoted in brackets. */
final class Paths {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    private static final Pattern SEGMENT = Pattern.compile(
            "\\.?(?<name>[^.\\[\\]]++)|\\[(?<index>\\d{1,9})]|\\[\"(?<quoted>(?:[^\"\\\\]|\\\\.){0,1000}+)\"]");

    private Paths() {}

    static String member(String path, String name) {
        if (!PLAIN.matcher(name).matches()) {
            return path + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    /** The names, as texts, and indexes, as numbers, that a path is made of. */
    static List<Object> segments(String path) {
        List<Object> segments = new ArrayList<>();
        Matcher matcher = SEGMENT.matcher(path);
        while (matcher.find()) {
            if (matcher.group("index") != null) {
                segments.add(Integer.valueOf(matcher.group("index")));
            } else if (matcher.group("name") != null) {
                segments.add(matcher.group("name"));
            } else {
                segments.add(matcher.group("quoted").replaceAll("\\\\(.)", "$1"));
            }
        }
        return segments;
    }
}
