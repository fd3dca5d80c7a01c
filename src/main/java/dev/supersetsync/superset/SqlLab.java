package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a query to a warehouse, through Superset's SQL Lab, and tells what the warehouse said from what others did: a
 * missing right, a time-out, a server that only queues. What the answer means is the asker's matter.
 */
final class SqlLab {

    static final String PATH = "/api/v1/sqllab/execute/";

    /** What the warehouse, or Superset's parser that stands before it for charts too, says about the SQL itself. */
    private static final Set<String> ABOUT_THE_SQL = Set.of(
            "COLUMN_DOES_NOT_EXIST_ERROR",
            "TABLE_DOES_NOT_EXIST_ERROR",
            "SCHEMA_DOES_NOT_EXIST_ERROR",
            "OBJECT_DOES_NOT_EXIST_ERROR",
            "SYNTAX_ERROR",
            "INVALID_SQL_ERROR",
            "DML_NOT_ALLOWED_ERROR");

    /** Whatever else a warehouse says, also that it has no time. */
    private static final String ANY_ERROR = "GENERIC_DB_ENGINE_ERROR";

    /** Engines have no common word for what is no fault of the SQL. */
    private static final Pattern NO_FAULT_OF_THE_SQL = Pattern.compile(
            "(?i)\\b(timeout|timed out|time out|cancell?ed|cancell?ing|permission denied|access denied|not authori[sz]ed"
                    + "|connections?|connect to|too many clients|out of memory|deadlock|shutting down"
                    + "|database is locked|unavailable|quota)\\b");

    /** Names in quotes, and the place in the SQL that PostgreSQL shows, are not the engine's own words. */
    private static final Pattern NOT_ITS_WORDS =
            Pattern.compile("\"[^\"]*\"|'[^']*'|`[^`]*`|\\bLINE \\d+:.*", Pattern.DOTALL);

    private final Calls calls;

    SqlLab(Calls calls) {
        this.calls = calls;
    }

    /** Asks, and once more where it broke on the way: Superset takes the key of a query only once. */
    Reply ask(Question question) {
        try {
            return askOnce(question);
        } catch (SupersetException first) {
            try {
                return askOnce(question);
            } catch (SupersetException second) {
                return new Reply.None(second.said());
            }
        }
    }

    private Reply askOnce(Question question) {
        Request request = Request.ask(PATH, question.body());
        Answer answer = calls.answer(request);
        if (answer.status() == 202) {
            return new Reply.None("the database only answers queries later (asynchronous)");
        }
        if (!answer.isSuccess()) {
            return failure(answer, calls.failure(request, answer));
        }
        return answer.json()
                .filter(json -> "success".equals(json.path("status").asString("")))
                .<Reply>map(SqlLab::rows)
                .orElseGet(() -> new Reply.None("SQL Lab gave no result"));
    }

    private static Reply rows(JsonNode json) {
        List<JsonNode> data = List.copyOf(json.path("data").values());
        List<JsonNode> columns = List.copyOf(json.path("columns").values());
        return new Reply.Rows(
                data,
                columns,
                isCut(json),
                Optional.ofNullable(json.path("query").path("catalog").asString(null)));
    }

    /** The first is about the limit of the query, the second about what Superset shows of any result. */
    private static boolean isCut(JsonNode json) {
        return !"NOT_LIMITED".equals(json.path("query").path("limitingFactor").asString("NOT_LIMITED"))
                || json.path("displayLimitReached").asBoolean(false);
    }

    private static Reply failure(Answer answer, SupersetException failure) {
        if (failure.kind() == Kind.UNAVAILABLE) {
            throw failure;
        }
        List<String> types = answer.json().map(SqlLab::errorTypes).orElseGet(List::of);
        boolean refused = types.stream().anyMatch(ABOUT_THE_SQL::contains)
                || types.contains(ANY_ERROR) && !isNoFaultOfTheSql(failure.said());
        return refused ? new Reply.Refused(failure.said()) : new Reply.None(failure.said());
    }

    private static List<String> errorTypes(JsonNode json) {
        return json.path("errors").values().stream()
                .map(error -> error.path("error_type").asString(""))
                .toList();
    }

    /** Whether the words are about something else: time, rights, connections. */
    static boolean isNoFaultOfTheSql(String message) {
        String itsWords = NOT_ITS_WORDS.matcher(message).replaceAll("");
        return NO_FAULT_OF_THE_SQL.matcher(itsWords).find();
    }

    /**
     * A query.
     *
     * @param databaseId the database's id
     * @param catalog the catalog, null for the default one
     * @param schema the schema in which plain names are looked up, null for the default one
     * @param sql the SQL
     * @param limit how many rows are wanted at most
     */
    record Question(
            int databaseId,
            @Nullable String catalog,
            @Nullable String schema,
            String sql,
            int limit) {

        private ObjectNode body() {
            ObjectNode body = Answer.JSON
                    .createObjectNode()
                    .put("database_id", databaseId)
                    .put("sql", sql)
                    .put("queryLimit", limit)
                    .put("runAsync", false)
                    .put("client_id", clientId());
            if (catalog != null) {
                body.put("catalog", catalog);
            }
            return schema == null ? body : body.put("schema", schema);
        }

        /** Superset's key for a query: unique, and of 11 characters at most. */
        private static String clientId() {
            String random = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
            return random.substring(0, Math.min(11, random.length()));
        }
    }

    /** What came of a query. */
    sealed interface Reply {

        /**
         * It ran.
         *
         * @param data the rows, as objects
         * @param columns the columns, with name, type and whether they are times
         * @param cut whether there are more rows than these
         * @param catalog the catalog that it ran in, empty if not told
         */
        record Rows(List<JsonNode> data, List<JsonNode> columns, boolean cut, Optional<String> catalog)
                implements Reply {}

        /**
         * The warehouse refused it.
         *
         * @param message its words
         */
        record Refused(String message) implements Reply {}

        /**
         * Nobody answered for the warehouse.
         *
         * @param why in words for a person
         */
        record None(String why) implements Reply {}
    }
}
