package dev.supersetsync.standin;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query that the warehouse refused, with the reason worded as PostgreSQL words it where that is known. */
final class QueryFailed extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int COLUMN_NOT_FOUND = 42122;
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private final Reason reason;
    private final String subject;

    private QueryFailed(Reason reason, String subject, String message) {
        super(message);
        this.reason = reason;
        this.subject = subject;
    }

    static QueryFailed of(SQLException error) {
        String message = String.valueOf(error.getMessage()).replaceAll("(?s); SQL statement:.*", "");
        Matcher matcher = QUOTED.matcher(message);
        String subject = matcher.find() ? matcher.group(1) : "";
        return switch (error.getErrorCode()) {
            case COLUMN_NOT_FOUND ->
                new QueryFailed(Reason.NO_COLUMN, subject, "column \"" + subject + "\" does not exist\nLINE 1:\n");
            case 42102, 42103, 42104 ->
                new QueryFailed(Reason.OTHER, subject, "relation \"" + subject + "\" does not exist\nLINE 1:\n");
            case 42000, 42001 ->
                new QueryFailed(Reason.SYNTAX, subject, "syntax error at or near \"" + subject + "\"\n");
            case 90022 -> new QueryFailed(Reason.OTHER, subject, "function " + subject + " does not exist\n");
            case 22012 -> new QueryFailed(Reason.OTHER, subject, "division by zero\n");
            default -> new QueryFailed(Reason.OTHER, subject, message + "\n");
        };
    }

    static QueryFailed writes() {
        return new QueryFailed(Reason.WRITES, "", "the query mutates data");
    }

    static QueryFailed empty() {
        return new QueryFailed(Reason.EMPTY, "", "list index out of range");
    }

    Reason reason() {
        return reason;
    }

    /** What could not be found. */
    String subject() {
        return subject;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** The kinds of failures that Superset tells apart. */
    enum Reason {
        /** A column does not exist. */
        NO_COLUMN,
        /** It is no SQL. */
        SYNTAX,
        /** It would change the warehouse. */
        WRITES,
        /** There is no statement at all. */
        EMPTY,
        /** Everything else. */
        OTHER
    }
}
