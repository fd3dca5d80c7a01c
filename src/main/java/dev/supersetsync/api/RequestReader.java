package dev.supersetsync.api;

import dev.supersetsync.model.Defaults;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.Nearest;
import dev.supersetsync.model.UndeclaredColumns;
import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.plan.UpdateStrategy.ContradictoryStrategy;
import dev.supersetsync.source.DocumentReader;
import dev.supersetsync.source.Format;
import dev.supersetsync.source.Intake;
import dev.supersetsync.source.ParsedText;
import dev.supersetsync.source.Selection;
import dev.supersetsync.source.Sources;
import dev.supersetsync.source.Supplement;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.SyncRequest;
import dev.supersetsync.sync.Syncs.RestoreRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Understands what was sent, by HTTP or on the command line. Everything that is wrong with the request itself is told at
 * once; only a request that is right has its document read, in which again everything that is wrong is told at once.
 */
@Component
public class RequestReader {

    private final DocumentReader reader = new DocumentReader();
    private final KnownRequests known = new KnownRequests();
    private final Function<String, Optional<Document>> sources;

    @Autowired
    RequestReader(Sources sources) {
        this(sources::read);
    }

    private RequestReader(Function<String, Optional<Document>> sources) {
        this.sources = sources;
    }

    /** One for who has these sources, each by its name. */
    public static RequestReader of(Function<String, Optional<Document>> sources) {
        return new RequestReader(sources);
    }

    /**
     * How the models of a request are taken in.
     *
     * @param members the rest of the request, unchecked
     * @param mostBytes how long models may be, as far as their format allows it
     */
    public static Intake intake(JsonNode members, long mostBytes) {
        Format format =
                Format.of(members.path(RequestWords.FORMAT).asString("")).orElse(Format.NATIVE);
        return DocumentReader.intake(format, mostBytes);
    }

    /** The request with its document. */
    public SyncRequest sync(Submission submission) {
        UnderstoodRequest request = known.get(submission, this::understand);
        return new SyncRequest(
                request.target(),
                request.strategySet(),
                request.updateStrategy(),
                request.guards(),
                document(request),
                request.adopts());
    }

    /** Only the document of a request. */
    public Document document(Submission submission) {
        return document(known.get(submission, this::understand));
    }

    private Document document(UnderstoodRequest request) {
        return request.document().orElseGet(() -> source(request.source()));
    }

    private Document source(@Nullable String name) {
        return Optional.ofNullable(name)
                .flatMap(sources)
                .orElseThrow(() -> new Refusal.UnknownName("source", String.valueOf(name)));
    }

    /** Whether a request is about a run that is to be taken back. */
    boolean isRestore(Submission submission) {
        return !known.has(submission) && submission.request().root().hasNonNull(RequestWords.RESTORE_OF);
    }

    /** A request for a plan that takes a run back. */
    public RestoreRequest restore(Submission submission) {
        var violations = new ArrayList<Violation>();
        Members members = members(submission, violations);
        List<String> silent = RequestWords.KNOWN.stream()
                .filter(member -> !members.states(member))
                .toList();
        members.refuseOthers(
                Stream.concat(RequestWords.OF_RESTORE.stream(), silent.stream()).toList());
        if (!submission.models().isEmpty() && !members.has(RequestWords.MODELS)) {
            members.complain(RequestWords.MODELS, "is for a sync; a run that is taken back needs none");
        }
        String runId = members.text(RequestWords.RESTORE_OF);
        RestoreRequest request = restore(runId == null ? "" : runId, members);
        refuse(violations);
        return request;
    }

    /** A request to take a run back that its address names. */
    RestoreRequest restore(String runId, Submission submission) {
        var violations = new ArrayList<Violation>();
        Members members = members(submission, violations);
        members.refuseOthers(List.of(RequestWords.FORCE));
        RestoreRequest request = restore(runId, members);
        refuse(violations);
        return request;
    }

    private static RestoreRequest restore(String runId, Members members) {
        return new RestoreRequest(
                runId,
                members.text(RequestWords.TARGET),
                StrategyMembers.guards(members),
                Boolean.TRUE.equals(members.flag(RequestWords.FORCE)));
    }

    private static Members members(Submission submission, List<Violation> violations) {
        ParsedText request = submission.request();
        return Members.of(
                "",
                request.root(),
                violation -> violations.add(request.locations().locate(violation)));
    }

    private UnderstoodRequest understand(Submission submission) {
        var violations = new ArrayList<Violation>();
        Members members = members(submission, violations);
        checkNames(members);
        Format format = format(members);
        Selection selection = selection(members, format);
        checkModels(members, submission);
        var supplement = supplement(members);
        var guards = StrategyMembers.guards(members);
        String target = members.text(RequestWords.TARGET);
        String strategySet = members.text(RequestWords.STRATEGY_SET);
        String source = members.text(RequestWords.SOURCE);
        boolean adopts = Boolean.TRUE.equals(members.flag(RequestWords.ADOPT));
        UpdateStrategy updateStrategy = updateStrategy(members, violations);
        refuse(violations);
        Optional<Document> document = source == null
                ? Optional.of(read(submission.models(), format, supplement, selection))
                : Optional.empty();
        return new UnderstoodRequest(target, strategySet, updateStrategy, guards, adopts, source, document);
    }

    private Document read(List<ParsedText> models, Format format, Supplement supplement, Selection selection) {
        return reader.read(format, format == Format.NATIVE ? models : each(models), supplement, selection);
    }

    /** Several texts of a format can also be sent as a list. */
    private static List<ParsedText> each(List<ParsedText> texts) {
        return texts.stream()
                .flatMap(text -> text.root().isArray() ? text.items().stream() : Stream.of(text))
                .toList();
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new Refusal.InvalidRequest(violations);
        }
    }

    /** A contradiction is only told of a request that has nothing else wrong with it. */
    private static @Nullable UpdateStrategy updateStrategy(Members members, List<Violation> violations) {
        try {
            return StrategyMembers.updateStrategy(members);
        } catch (ContradictoryStrategy contradiction) {
            refuse(violations);
            throw contradiction;
        }
    }

    private static void checkNames(Members members) {
        if (members.has("version") && members.node().path(RequestWords.MODELS).isArray()) {
            members.found().accept(Violation.at("", "this is a document; send it as the member models of a request"));
            return;
        }
        if (members.has(RequestWords.RESTORE_OF)) {
            members.complain(
                    RequestWords.RESTORE_OF, "is only for POST /plans; POST /runs/{id}/restore takes a run back");
        }
        members.refuseOthers(RequestWords.KNOWN);
    }

    private static Format format(Members members) {
        String word = members.text(RequestWords.FORMAT);
        if (word == null) {
            return Format.NATIVE;
        }
        Optional<Format> format = Format.of(word);
        if (format.isEmpty()) {
            List<String> known = Format.words();
            members.complain(
                    RequestWords.FORMAT,
                    "'" + word + "' is no format; use " + String.join(", ", known) + Nearest.question(word, known));
        }
        return format.orElse(Format.NATIVE);
    }

    private static Selection selection(Members members, Format format) {
        for (String member : List.of(RequestWords.SELECT, RequestWords.EXCLUDE)) {
            if (members.has(member) && format != Format.DBT && format != Format.METRICFLOW) {
                members.complain(member, "is only for the formats dbt and metricflow");
            }
        }
        return new Selection(words(members, RequestWords.SELECT), words(members, RequestWords.EXCLUDE));
    }

    private static List<String> words(Members members, String name) {
        return Objects.requireNonNullElse(members.texts(name), List.of());
    }

    private static void checkModels(Members members, Submission submission) {
        if (members.has(RequestWords.SOURCE)) {
            RequestWords.OF_SOURCE.stream()
                    .filter(member -> members.states(member)
                            || member.equals(RequestWords.MODELS)
                                    && !submission.models().isEmpty())
                    .forEach(member -> members.complain(member, "is for the source to say; leave it out"));
            return;
        }
        if (!submission.models().isEmpty() || members.has(RequestWords.RESTORE_OF)) {
            return;
        }
        members.complain(RequestWords.MODELS, "is missing: a document, such as {\"version\": 1, \"models\": []}");
    }

    private static Supplement supplement(Members members) {
        Members defaults = members.below(RequestWords.DEFAULTS);
        defaults.refuseOthers(List.of("database", "catalog", "schema", "undeclared_columns"));
        return new Supplement(
                members.text(RequestWords.NAME),
                new Defaults(
                        defaults.text("database"),
                        defaults.text("catalog"),
                        defaults.text("schema"),
                        defaults.word("undeclared_columns", UndeclaredColumns.class)),
                members.below(RequestWords.DATABASE_NAMES).texts());
    }
}
