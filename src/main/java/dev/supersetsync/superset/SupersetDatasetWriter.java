package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Skeletons;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes datasets, one or many with a call. It never uses {@code override_columns} or {@code /refresh}: those reset flags. */
final class SupersetDatasetWriter implements DatasetWriter {

    private static final String PATH = "/api/v1/dataset/";

    private final Calls calls;
    private final ServerVersion version;
    private final Databases databases;
    private final SupersetDatasetReader reader;
    private final DatasetPayload payload;
    private final SkeletonImport skeletons;

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
        this.skeletons = new SkeletonImport(calls, databases, reader);
    }

    @Override
    public ActualDataset create(DatasetKey key, @Nullable String sql) {
        String uuid = UUID.randomUUID().toString();
        Request request =
                Request.write(HttpMethod.POST, PATH, creation(key, sql, uuid)).patient(2);
        try {
            int id = made(request).path("id").asInt();
            return reader.read(id)
                    .orElseThrow(() -> new SupersetException(
                            Kind.NOT_FOUND, request.call(), null, "The dataset was gone right after it was made"));
        } catch (SupersetException e) {
            if (e.kind() != Kind.NO_ANSWER) {
                throw e;
            }
            return found(key, uuid).orElseThrow(() -> e);
        }
    }

    /**
     * Creates. Superset makes the dataset and only then puts together what it answers, which it cannot for some names,
     * such as {@code values} (it parses a query with the bare name): it answers 500, and the dataset is there. Once more
     * is tried all the same: creations of one new schema get in each other's way.
     */
    private JsonNode made(Request request) {
        reader.forgetLastList();
        Answer first = calls.answer(request);
        if (!first.mayBeLocked()) {
            return json(request, first);
        }
        Answer second = calls.answer(request);
        if (first.status() == 500 && second.status() == 422 && !second.mayBeLocked()) {
            throw new SupersetException(
                    Kind.NO_ANSWER,
                    request.call(),
                    second.status(),
                    calls.failure(request, second).said());
        }
        return json(request, second);
    }

    /** What a creation without a clear answer may have made; before 6.0 whatever is there of the name now. */
    private Optional<ActualDataset> found(DatasetKey key, String uuid) {
        return reader.list().stream()
                .filter(listed -> listed.key().equals(key))
                .filter(listed ->
                        !version.datasetsTellTheirUuid() || listed.uuid().equalsIgnoreCase(uuid))
                .map(ListedDataset::id)
                .findFirst()
                .flatMap(reader::read);
    }

    @Override
    public boolean keepsMark(ActualDataset current, Dataset after) {
        return DatasetPayload.keepsMark(current, after);
    }

    @Override
    public List<String> certificationsWithoutPlace(ActualDataset current, Dataset after) {
        return DatasetPayload.certificationsWithoutPlace(current, after);
    }

    @Override
    public Skeletons createEmpty(Collection<DatasetKey> keys) {
        reader.forgetLastList();
        return skeletons.make(keys);
    }

    @Override
    public void write(ActualDataset current, Dataset after, @Nullable Mark mark) {
        Request request = Request.write(HttpMethod.PUT, PATH + current.id(), payload.of(current, after, mark));
        reader.writes(current.id());
        Answer answer = calls.answer(request);
        json(request, answer.mayBeLocked() ? calls.answer(request) : answer);
    }

    private JsonNode json(Request request, Answer answer) {
        if (!answer.isSuccess()) {
            throw calls.failure(request, answer);
        }
        return answer.json().orElseGet(Answer.JSON::createObjectNode);
    }

    @Override
    public void delete(int id) {
        reader.forgetLastList();
        calls.json(Request.write(HttpMethod.DELETE, PATH + id, null));
    }

    /** Superset does it in one transaction. */
    @Override
    public void deleteAll(Collection<Integer> ids) {
        reader.forgetLastList();
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        calls.json(Request.write(HttpMethod.DELETE, PATH, null)
                .withQuery("q", "!(" + list + ")")
                .patient(2));
    }

    @Override
    public Database createDatabase(String name, String sqlalchemyUri) {
        return databases.create(name, new Secret(sqlalchemyUri));
    }

    private ObjectNode creation(DatasetKey key, @Nullable String sql, String uuid) {
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
            body.put("uuid", uuid);
        }
        return body;
    }
}
