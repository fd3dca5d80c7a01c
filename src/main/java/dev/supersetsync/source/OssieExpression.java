package dev.supersetsync.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Chooses among the dialects that a field or metric of Ossie is written in. It does not translate between them. */
final class OssieExpression {

    private static final String STANDARD = "ANSI_SQL";
    private static final Set<String> NO_SQL = Set.of("MDX", "TABLEAU", "MAQL");

    private OssieExpression() {}

    /**
     * The SQL of a field or metric: the standard's, else the only one there is.
     *
     * @param what how a loss calls it
     * @param lose is told why there is none that can be used
     */
    static Optional<String> of(Draft draft, Placed placed, String what, Consumer<String> lose) {
        Placed expression = placed.below("expression");
        List<Placed> dialects = expression.list("dialects");
        if (dialects.isEmpty()) {
            placed.refuse(draft, "expression", "must have dialects, each with a dialect and an expression");
            return Optional.empty();
        }
        for (Placed dialect : dialects) {
            Optional<String> word = dialect.required(draft, "dialect");
            Optional<String> sql = dialect.required(draft, "expression");
            if (word.isEmpty() || sql.isEmpty()) {
                return Optional.empty();
            }
        }
        return chosen(dialects, what, lose);
    }

    private static Optional<String> chosen(List<Placed> dialects, String what, Consumer<String> lose) {
        List<Placed> ofSql = dialects.stream()
                .filter(dialect -> !NO_SQL.contains(dialect.fields().textOr("dialect", "")))
                .toList();
        Optional<Placed> standard = ofSql.stream()
                .filter(dialect -> STANDARD.equals(dialect.text("dialect")))
                .findFirst();
        if (standard.isEmpty() && ofSql.size() != 1) {
            String words = String.join(
                    ", ",
                    dialects.stream()
                            .map(dialect -> dialect.fields().textOr("dialect", ""))
                            .toList());
            lose.accept("the " + what + " is left out: it is written in " + words
                    + (ofSql.isEmpty()
                            ? ", which is no SQL"
                            : ", and not in ANSI_SQL; which of them the warehouse speaks is not known"));
            return Optional.empty();
        }
        return Optional.ofNullable(standard.orElseGet(ofSql::getFirst).text("expression"));
    }
}
