package dev.supersetsync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

class KnownKeysTests {

    private final KnownKeys keys = KnownKeys.of(List.of(
            Map.entry("superset-sync", General.class),
            Map.entry("superset-sync", Places.class),
            Map.entry("superset-sync.deep.down", General.class)));

    @Test
    void knowsMembersOfEveryTypeThatSharesAPrefix() {
        assertThat(complaint("superset-sync.data-dir")).isEmpty();
        assertThat(complaint("superset-sync.targets.main.url")).isEmpty();
        assertThat(complaint("superset-sync.deep.down.data-dir")).isEmpty();
    }

    @Test
    void knowsListsAndMapsOfRecords() {
        assertThat(complaint("superset-sync.tokens[0].name")).isEmpty();
        assertThat(complaint("superset-sync.targets.main.databases.warehouse.uri"))
                .isEmpty();
        assertThat(complaint("superset-sync.words[3]")).isEmpty();
        assertThat(complaint("superset-sync.words")).isEmpty();
    }

    @Test
    void knowsTheFormOfEnvironmentVariables() {
        assertThat(complaint("supersetsync.targets.main.maxconcurrency")).isEmpty();
        assertThat(complaint("supersetsync.datadir")).isEmpty();
    }

    @Test
    void suggestsTheNearestKeyForATypo() {
        assertThat(complaint("superset-sync.target.main.url"))
                .contains("superset-sync.target.main.url: did you mean superset-sync.targets?");
        assertThat(complaint("superset-sync.targets.main.max-concurency"))
                .contains("superset-sync.targets.main.max-concurency: did you mean"
                        + " superset-sync.targets.main.max-concurrency?");
    }

    @Test
    void listsTheKnownKeysWhereNoneIsNear() {
        assertThat(complaint("superset-sync.tokens[0].zzzzzz"))
                .contains("superset-sync.tokens[0].zzzzzz: known below superset-sync.tokens[0]: name");
    }

    @Test
    void refusesKeysBelowAValue() {
        assertThat(complaint("superset-sync.data-dir.path"))
                .contains("superset-sync.data-dir.path: superset-sync.data-dir is a value; nothing can stand below it");
    }

    private Optional<String> complaint(String key) {
        return keys.complaint(ConfigurationPropertyName.of(key));
    }

    private record General(String dataDir, List<String> words, List<Token> tokens) {}

    private record Token(String name) {}

    private record Places(Map<String, Place> targets) {}

    private record Place(String url, int maxConcurrency, Map<String, Database> databases) {}

    private record Database(Hidden uri) {}

    private record Hidden(String value) {}
}
