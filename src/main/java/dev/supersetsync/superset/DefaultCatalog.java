package dev.supersetsync.superset;

import dev.supersetsync.state.Database.Catalog;
import dev.supersetsync.state.SupersetException;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds the name of a database's default catalog: from the connection where the user may see it, else from the answer
 * to a query, which says in which catalog it ran. Not being told is no failure here: whether that matters is for others to say.
 */
final class DefaultCatalog {

    private final Calls calls;

    DefaultCatalog(Calls calls) {
        this.calls = calls;
    }

    Catalog of(int databaseId) {
        try {
            return fromConnection(databaseId).<Catalog>map(Catalog.Named::new).orElseGet(() -> fromQuery(databaseId));
        } catch (SupersetException e) {
            return new Catalog.Unknown(e.call(), e.said());
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

    private Catalog fromQuery(int databaseId) {
        return switch (new SqlLab(calls).ask(new SqlLab.Question(databaseId, null, null, "SELECT 1 AS one", 1))) {
            case SqlLab.Reply.Rows rows ->
                rows.catalog()
                        .<Catalog>map(Catalog.Named::new)
                        .orElseGet(() -> notTold("Superset does not say in which catalog a query ran"));
            case SqlLab.Reply.Refused(String message) -> notTold(message);
            case SqlLab.Reply.None(String why) -> notTold(why);
        };
    }

    private static Catalog notTold(String why) {
        return new Catalog.Unknown("POST " + SqlLab.PATH, why);
    }
}
