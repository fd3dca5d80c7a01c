package dev.supersetsync.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.supersetsync.model.Document;
import dev.supersetsync.plan.Desired;
import dev.supersetsync.plan.Sighting;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Setting;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a document means where there are certain databases: the desired state of its models, and by what their datasets
 * are known again. To work that out is much of what a sync costs that finds nothing to do. So the last meaning of a
 * document is remembered as long as the very same document is in use and memory is not short; it never depends on
 * anything but what it is asked for with.
 */
final class Meaning {

    private static final Cache<Document, Meaning> LAST = Caffeine.newBuilder()
            .weakKeys()
            .softValues()
            .executor(Runnable::run)
            .build();

    private final @Nullable String document;
    private final Map<String, Database> databases;
    private final List<Desired> desired;
    private final List<Warning> losses;
    private volatile @Nullable Hashed hashed;

    private Meaning(Document document, Map<String, Database> databases) {
        var models = new DesiredModels(databases);
        this.document = document.name();
        this.databases = databases;
        this.desired = models.of(document);
        this.losses = models.losses(document);
    }

    /**
     * What a document means.
     *
     * @param databases the databases that Superset has, by name
     * @throws dev.supersetsync.model.InvalidModels if two models mean one dataset
     */
    static Meaning of(Document document, Map<String, Database> databases) {
        Meaning last = LAST.getIfPresent(document);
        if (last != null && last.databases.equals(databases)) {
            return last;
        }
        var meaning = new Meaning(document, databases);
        LAST.put(document, meaning);
        return meaning;
    }

    /** The desired state of each model. */
    List<Desired> desired() {
        return desired;
    }

    /** What the models cannot say, as warnings of a plan. */
    List<Warning> losses() {
        return losses;
    }

    boolean statesOwners() {
        return desired.stream().anyMatch(model -> model.dataset().settings().states(Setting.OWNERS));
    }

    /** By what the datasets of the models are known again. It hashes all models, unless it did so for the same terms. */
    Recognition recognition(Terms terms) {
        Hashed last = hashed;
        if (last == null || !last.terms().equals(terms)) {
            last = new Hashed(terms, hash(terms));
            hashed = last;
        }
        return last.recognition();
    }

    private Recognition hash(Terms terms) {
        return new Recognition(desired.stream()
                .collect(Collectors.toMap(
                        model -> model.dataset().key(),
                        model -> Sighting.modelHash(
                                model, document, terms.strategy(), terms.keptOwner(), terms.version()))));
    }

    /**
     * What decides, beyond the models, whether a dataset is as declared.
     *
     * @param strategy what may be done
     * @param keptOwner the owner whom Superset keeps in every dataset that we write, null if there is none
     * @param version the version of Superset
     */
    record Terms(UpdateStrategy strategy, @Nullable String keptOwner, String version) {}

    /** How the models hash, on these terms. */
    private record Hashed(Terms terms, Recognition recognition) {}
}
