package dev.supersetsync.plan;

import dev.supersetsync.state.Setting;
import java.util.regex.Pattern;

/** Writes the paths of fields: {@code columns.status.label}, or {@code columns["net.amount"].label}. */
final class Paths {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    private Paths() {}

    static String column(String name) {
        return member("columns", name);
    }

    static String metric(String name) {
        return member("metrics", name);
    }

    /** The path of a setting; an empty owner is the dataset itself. */
    static String setting(String owner, Setting setting) {
        return owner.isEmpty() ? setting.path() : owner + "." + setting.path();
    }

    private static String member(String list, String name) {
        if (PLAIN.matcher(name).matches()) {
            return list + "." + name;
        }
        return list + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }
}
