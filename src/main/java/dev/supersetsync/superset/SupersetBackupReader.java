package dev.supersetsync.superset;

import dev.supersetsync.state.BackupReader;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.SupersetException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a backup holds beyond datasets and their usages, and finds out what a server keeps to itself. */
final class SupersetBackupReader implements BackupReader {

    private static final String RULES = "/api/v1/rowlevelsecurity/";
    private static final String TAGS = "/api/v1/tag/";

    /** Superset's number for tags that people make, before those that it makes itself. */
    private static final int MADE_BY_PEOPLE = 1;

    private final Calls calls;
    private final DatasetExport export;
    private final RoleGrants grants;
    private volatile @Nullable Set<Part> missing;

    SupersetBackupReader(Calls calls, DatasetExport export) {
        this.calls = calls;
        this.export = export;
        this.grants = new RoleGrants(calls);
    }

    @Override
    public Optional<byte[]> export(Collection<ListedDataset> datasets) {
        try {
            return Optional.of(export.of(List.copyOf(datasets)).zip());
        } catch (SupersetException e) {
            if (Integer.valueOf(403).equals(e.status())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Map<Integer, List<Grant>> grants(Collection<ListedDataset> datasets) {
        return datasets.isEmpty() || missing().contains(Part.ROLE_GRANTS)
                ? Map.of()
                : grants.of(datasets.stream().map(ListedDataset::id).toList());
    }

    @Override
    public Set<Part> missing() {
        Set<Part> known = missing;
        if (known == null) {
            known = findMissing();
            missing = known;
        }
        return known;
    }

    private Set<Part> findMissing() {
        var parts = EnumSet.noneOf(Part.class);
        if (!isReadable(RoleGrants.ROLES, "name")) {
            parts.add(Part.ROLE_GRANTS);
        }
        if (!isReadable(RULES, "name")) {
            parts.add(Part.ROW_LEVEL_SECURITY);
        }
        // One look alone may be the answer to somebody else's filter.
        if (mayHaveTags() || mayHaveTags()) {
            parts.add(Part.TAGS);
        }
        return Set.copyOf(parts);
    }

    private boolean isReadable(String path, String orderColumn) {
        return look(path, orderColumn).isSuccess();
    }

    /** Where people made no tag at all, none is on a dataset. Theirs come first in this order. */
    private boolean mayHaveTags() {
        Answer answer = look(TAGS, "type");
        boolean isThere = answer.status() != 404;
        return isThere
                && answer.json()
                        .filter(json -> answer.isSuccess())
                        .map(SupersetBackupReader::hasTagOfPeople)
                        .orElse(true);
    }

    private static boolean hasTagOfPeople(JsonNode list) {
        return list.path("result").values().stream()
                .anyMatch(tag -> tag.path("type").asInt(0) == MADE_BY_PEOPLE);
    }

    private Answer look(String path, String orderColumn) {
        Request request =
                Request.get(path, "(order_column:" + orderColumn + ",order_direction:asc,page:0,page_size:100)");
        Answer answer = calls.answer(request);
        boolean isAnAnswer = answer.isSuccess() || answer.status() == 403 || answer.status() == 404;
        if (!isAnAnswer) {
            throw calls.failure(request, answer);
        }
        return answer;
    }
}
