package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes datasets, one call each. It never uses {@code override_columns} or {@code /refresh}: those reset flags. */
final class SupersetDatasetWriter implements DatasetWriter {

    private static final String PATH = "/api/v1/dataset/";

    private final Calls calls;
    private final ServerVersion version;
    private final Databases databases;
    private final SupersetDatasetReader reader;
    private final DatasetPayload payload;

    SupersetDatasetWriter(
            Calls calls,
            ServerVersion version,
            Databases databases,
            SupersetDatasetReader reader,
            DatasetPayload payload) {
        this.calls = calls;
        this.version = version;
        this.databases = databases;
        this.reader = reader;
        this.payload = payload;
    }

    @Override
    public ActualDataset create(DatasetKey key, @Nullable String sql) {
        Request request =
                Request.write(HttpMethod.POST, PATH, creation(key, sql)).patient(2);
        int id = done(request).path("id").asInt();
        return reader.read(id)
                .orElseThrow(() -> new SupersetException(
                        Kind.NOT_FOUND, request.call(), null, "The dataset was gone right after it was made"));
    }

    @Override
    public void write(ActualDataset current, Dataset after, @Nullable Mark mark) {
        Request request = Request.write(HttpMethod.PUT, PATH + current.id(), payload.of(current, after, mark));
        done(request);
    }

    /** Writes, once more where that may help: also creations of one new schema get in each other's way. */
    private JsonNode done(Request request) {
        Answer answer = calls.answer(request);
        if (mayBeLocked(answer)) {
            answer = calls.answer(request);
        }
        if (!answer.isSuccess()) {
            throw calls.failure(request, answer);
        }
        return answer.json().orElseGet(Answer.JSON::createObjectNode);
    }

    /**
     * Superset says the same few words whether its database was locked or something is wrong with what was sent, and
     * has taken everything back; of a query before 6.0 it says them as an error of its own. What it finds wrong itself
     * it says by field.
     */
    private static boolean mayBeLocked(Answer answer) {
        return (answer.status() == 422 || answer.status() == 500)
                && answer.json().filter(json -> json.path("message").isString()).isPresent();
    }

    @Override
    public void delete(int id) {
        calls.json(Request.write(HttpMethod.DELETE, PATH + id, null));
    }

    @Override
    public Database createDatabase(String name, String sqlalchemyUri) {
        return databases.create(name, new Secret(sqlalchemyUri));
    }

    private ObjectNode creation(DatasetKey key, @Nullable String sql) {
        ObjectNode body = Answer.JSON
                .createObjectNode()
                .put("database", databases.needed(key.database()).id())
                .put("table_name", key.name());
        if (key.schema() != null) {
            body.put("schema", key.schema());
        }
        if (key.catalog() != null) {
            body.put("catalog", key.catalog());
        }
        if (sql != null) {
            body.put("sql", sql);
        }
        if (version.datasetsTellTheirUuid()) {
            body.put("uuid", UUID.randomUUID().toString());
        }
        return body;
    }
}
