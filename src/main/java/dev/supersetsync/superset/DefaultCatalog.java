package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds the name of a database's default catalog: from the connection where the user may see it, else from the answer
 * to a query, which says in which catalog it ran. Not being told is no failure.
 */
final class DefaultCatalog {

    private final Calls calls;

    DefaultCatalog(Calls calls) {
        this.calls = calls;
    }

    Optional<String> of(int databaseId) {
        try {
            return fromConnection(databaseId).or(() -> fromQuery(databaseId));
        } catch (SupersetException e) {
            return Optional.empty();
        }
    }

    /** PostgreSQL alone is sure to call its catalog as the address does. */
    private Optional<String> fromConnection(int databaseId) {
        Request request = Request.get("/api/v1/database/" + databaseId + "/connection");
        Answer answer = calls.answer(request);
        return answer.json()
                .filter(json -> answer.isSuccess())
                .map(json -> json.path("result"))
                .filter(result -> "postgresql".equals(result.path("backend").asString("")))
                .flatMap(DefaultCatalog::databaseIn);
    }

    private static Optional<String> databaseIn(JsonNode connection) {
        String uri = connection.path("sqlalchemy_uri").asString("");
        try {
            String path = URI.create(uri).getPath();
            return path == null || path.length() < 2 ? Optional.empty() : Optional.of(path.substring(1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> fromQuery(int databaseId) {
        return new SqlLab(calls).ask(new SqlLab.Question(databaseId, null, null, "SELECT 1 AS one", 1))
                        instanceof SqlLab.Reply.Rows rows
                ? rows.catalog()
                : Optional.empty();
    }
}
