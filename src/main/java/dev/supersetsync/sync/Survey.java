package dev.supersetsync.sync;

import dev.supersetsync.plan.Facts;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.plan.Planner;
import dev.supersetsync.plan.Planner.Draft;
import dev.supersetsync.plan.Situation;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Standstill;
import dev.supersetsync.state.TargetConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a plan for declared models is made from, and has it planned. */
final class Survey implements Planning {

    private final TargetConnection connection;
    private final Inquiry inquiry;
    private final Assignment.OfModels assignment;
    private final Memory memory;
    private final Map<String, Database> databases;
    private final Meaning meaning;
    private final @Nullable String keptOwner;
    private final boolean isFast;

    private Survey(
            TargetConnection connection,
            Assignment.OfModels assignment,
            Memory memory,
            Map<String, Database> databases,
            Inquiry inquiry) {
        this.connection = connection;
        this.isFast = isFast(assignment);
        this.inquiry = inquiry;
        this.assignment = assignment;
        this.memory = memory;
        this.databases = databases;
        this.meaning = Meaning.of(assignment.document(), databases);
        this.keptOwner =
                meaning.statesOwners() ? connection.datasets().keptOwner().orElse(null) : null;
    }

    /**
     * The planning for declared models. A quick one reads only what is to be changed where nothing moved since the list was
     * last read, and that is told by one call.
     *
     * @param creatable the databases that may be created when they are missing
     * @param memory what is remembered of the target
     * @throws dev.supersetsync.model.InvalidModels if a model refers to what Superset does not have, or two mean one dataset
     */
    static Planning of(
            TargetConnection connection, Assignment.OfModels assignment, Set<String> creatable, Memory memory) {
        Optional<Planning> standing = isFast(assignment) && !assignment.adopts()
                ? connection.datasets().standstill().flatMap(still -> standing(connection, assignment, memory, still))
                : Optional.empty();
        return standing.orElseGet(() -> reading(connection, assignment, creatable, memory));
    }

    private static Survey reading(
            TargetConnection connection, Assignment.OfModels assignment, Set<String> creatable, Memory memory) {
        Inquiry inquiry = isFast(assignment) ? Inquiry.fast(connection) : Inquiry.full(connection);
        Map<String, Database> databases = byName(connection.datasets().databases());
        new References(connection, databases, creatable)
                .check(assignment.document().models());
        return new Survey(connection, assignment, memory, databases, inquiry);
    }

    /** Empty where a plan must not go by a list that was read before: it creates or deletes, or something did move. */
    private static Optional<Planning> standing(
            TargetConnection connection, Assignment.OfModels assignment, Memory memory, Standstill still) {
        Map<String, Database> databases = byName(still.databases());
        var survey = new Survey(
                connection, assignment, memory, databases, Inquiry.standing(connection, still.datasets(), Map.of()));
        if (!survey.missingDatabases().isEmpty()) {
            return Optional.empty();
        }
        Situation situation = survey.situation(still.datasets());
        Draft draft = Planner.plan(situation);
        Plan plan = draft.plan();
        if (mayCreateOrDelete(draft) || !still.hasAll(situation.actual().values())) {
            return Optional.empty();
        }
        if (plan.isSettled() && draft.needs().isEmpty()) {
            return Optional.of(new Settled(survey.finished(new Surveyed(plan, Facts.NONE)), survey.recognition()));
        }
        new References(connection, databases, Set.of())
                .check(assignment.document().models());
        return Optional.of(new Survey(
                connection,
                assignment,
                memory,
                databases,
                Inquiry.standing(connection, still.datasets(), situation.actual())));
    }

    /** What goes is not in a plan before it is known who uses it. */
    private static boolean mayCreateOrDelete(Draft draft) {
        return draft.plan().createsOrDeletes()
                || !draft.plan().refusedBy().isEmpty()
                || !draft.needs().usagesOf().isEmpty();
    }

    private static boolean isFast(Assignment.OfModels assignment) {
        return assignment.guards().read() == Guards.Read.FAST;
    }

    private static Map<String, Database> byName(List<Database> databases) {
        return databases.stream().collect(Collectors.toMap(Database::name, database -> database, (one, other) -> one));
    }

    @Override
    public Recognition recognition() {
        return meaning.recognition(new Meaning.Terms(assignment.strategy(), keptOwner, connection.version()));
    }

    @Override
    public Set<String> missingDatabases() {
        return meaning.desired().stream()
                .map(model -> model.dataset().key().database())
                .filter(name -> !databases.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Surveyed plan() {
        return finished(inquiry.agreed(this::situation, (situation, facts) -> Planner.plan(situation.with(facts))));
    }

    private Surveyed finished(Surveyed surveyed) {
        Plan plan = surveyed.plan();
        for (Warning loss : meaning.losses()) {
            plan = plan.warning(loss);
        }
        return surveyed.with(Caveats.added(plan, connection));
    }

    private Situation situation(List<ListedDataset> listed) {
        Set<DatasetKey> keys =
                meaning.desired().stream().map(model -> model.dataset().key()).collect(Collectors.toSet());
        new CatalogCheck(databases.values()).check(keys, listed);
        Set<Integer> recognised =
                isFast && !assignment.adopts() ? recognition().recognised(listed, memory::sightingsOf) : Set.of();
        List<ListedDataset> open = listed.stream()
                .filter(dataset -> keys.contains(dataset.key()) && !recognised.contains(dataset.id()))
                .toList();
        String document = assignment.document().name();
        return new Situation(
                document,
                meaning.desired(),
                databases,
                listed,
                inquiry.byId(open.stream().map(ListedDataset::id).toList()),
                recognised,
                memory.begun(listed),
                memory.provenances(document, listed),
                memory.appliedTo(document, open),
                keptOwner,
                Facts.NONE,
                assignment.strategy(),
                assignment.guards(),
                assignment.adopts());
    }

    /**
     * A plan that was made, with nothing to do.
     *
     * @param plan the plan
     * @param recognition by what its datasets are known again
     */
    private record Settled(Surveyed plan, Recognition recognition) implements Planning {

        @Override
        public Set<String> missingDatabases() {
            return Set.of();
        }
    }
}
