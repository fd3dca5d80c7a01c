package dev.supersetsync.impact;

import dev.supersetsync.state.Macros;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL that goes to the warehouse as it is, and the columns that it names itself, not what its macros stand
 * for. It is parsed; where it cannot be, because of another template, a dialect's own words, or a backslash by which
 * another text may end, every identifier in it counts, which is then not certain. Names are compared in any case, as
 * most warehouses do.
 */
final class SqlText {

    private final String sql;
    private final Dialect dialect;
    private final Set<String> identifiers;
    private final boolean isAmbiguous;
    private @Nullable Optional<Set<String>> parsed;

    SqlText(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.identifiers = new HashSet<>(scan(false));
        this.isAmbiguous = sql.contains("\\") && identifiers.addAll(scan(true));
    }

    private Set<String> scan(boolean backslashEscapes) {
        return new IdentifierScan(sql, dialect, backslashEscapes).identifiers();
    }

    /** Whether it names the column. */
    Use uses(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        if (!identifiers.contains(name)) {
            return Use.NONE;
        }
        return columns()
                .map(columns -> columns.contains(name) ? Use.CERTAIN : Use.NONE)
                .orElse(Use.POSSIBLE);
    }

    private Optional<Set<String>> columns() {
        Optional<Set<String>> known = parsed;
        if (known == null) {
            known = isAmbiguous
                    ? Optional.empty()
                    : SqlColumns.of(Macros.named(sql), dialect).map(SqlText::inLowerCase);
            parsed = known;
        }
        return known;
    }

    private static Set<String> inLowerCase(Set<String> names) {
        var lower = new HashSet<String>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }

    /** Whether a text uses a name. */
    enum Use {
        /** It does not. */
        NONE,
        /** It may, since the name stands in it and it cannot be told what it is there. */
        POSSIBLE,
        /** It does. */
        CERTAIN;

        /** The surer of both. */
        Use or(Use other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
