package dev.supersetsync.cli;

import dev.supersetsync.api.ProblemType;
import dev.supersetsync.api.ValidationReport;
import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.FieldReport;
import dev.supersetsync.run.Reports.ImpactReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.run.Reports.WithheldReport;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.RunStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says results in plain text, for a terminal or a log. */
final class TextWords implements Words {

    private static final int LONGEST_LINE = 100;

    private final Paint paint;
    private final Place place;

    TextWords(Paint paint, Place place) {
        this.paint = paint;
        this.place = place;
    }

    @Override
    public String plan(PlanReport plan) {
        return story(Story.of(plan));
    }

    @Override
    public String run(RunReport run) {
        String undo = run.backup() != null && run.status().isFinal()
                ? "Taken back by: superset-sync restore " + run.id() + "\n"
                : "";
        return story(Story.of(run)) + undo;
    }

    private String story(Story story) {
        String end = story.end();
        return paint.strong(story.title()) + "\n"
                + story.changes().stream().map(this::change).collect(Collectors.joining())
                + section("Held back", story.withheld().stream().map(this::withheld))
                + section("Warnings", story.warnings().stream().map(this::warning))
                + "\n" + paint.strong(story.summary()) + "\n"
                + (end == null ? "" : paint.alarming(Paint.plain(end)) + "\n");
    }

    private static String section(String title, Stream<String> parts) {
        String all = parts.collect(Collectors.joining());
        return all.isEmpty() ? "" : "\n" + title + ":\n" + all;
    }

    private String change(ChangeReport change) {
        String remark = Story.remark(change);
        String name = Story.name(change.dataset());
        return "\n" + signed(Story.sign(change.action()), Paint.plain(name))
                + (remark.isEmpty() ? "" : ": " + Paint.plain(remark)) + "\n"
                + change.fields().stream().map(this::field).collect(Collectors.joining())
                + impacts("    ", change.impact());
    }

    private String signed(String sign, String text) {
        String both = sign + " " + text;
        return switch (sign) {
            case "+" -> paint.added(both);
            case "-" -> paint.removed(both);
            default -> paint.changed(both);
        };
    }

    private String field(FieldReport field) {
        String note = field.overwritesUiEdit() ? " (overwrites an edit made in Superset)" : "";
        String head = "    " + signed(Story.sign(field), Paint.plain(field.path()));
        String value = Paint.plain(inLine(field));
        if (value.length() + field.path().length() <= LONGEST_LINE
                && !hasLines(field.before())
                && !hasLines(field.after())) {
            return head + (value.isEmpty() ? "" : ": " + value) + note + "\n";
        }
        return head + note + "\n"
                + Values.lines(field.before()).stream()
                        .map(line -> part("-", line))
                        .collect(Collectors.joining())
                + Values.lines(field.after()).stream()
                        .map(line -> part("+", line))
                        .collect(Collectors.joining());
    }

    private static boolean hasLines(@Nullable Object value) {
        return value != null && Values.lines(value).size() > 1;
    }

    private static String inLine(FieldReport field) {
        return switch (Story.sign(field)) {
            case "+" -> Values.line(field.after());
            case "-" -> Values.line(field.before());
            default -> Values.line(field.before()) + " -> " + Values.line(field.after());
        };
    }

    private String part(String sign, String line) {
        return "        " + signed(sign, Paint.plain(line)) + "\n";
    }

    private String impacts(String indent, List<ImpactReport> impacts) {
        return impacts.stream().map(impact -> impact(indent, impact)).collect(Collectors.joining());
    }

    private String impact(String indent, ImpactReport impact) {
        String effect =
                impact.effect().equals("BREAKS") ? paint.alarming(impact.effect()) : paint.changed(impact.effect());
        String owners = impact.owners().isEmpty() ? "" : " of " + String.join(", ", impact.owners());
        String who = "%s \"%s\"%s: %s".formatted(Story.kind(impact), impact.name(), owners, Story.uses(impact));
        String address = impact.url().isBlank() ? "" : indent + "    " + Paint.plain(impact.url()) + "\n";
        return indent + effect + " " + Paint.plain(who) + "\n" + address;
    }

    private String withheld(WithheldReport withheld) {
        String words = "%s: %s (%s)"
                .formatted(Story.name(withheld.dataset(), withheld.path()), withheld.message(), withheld.reason());
        return "  " + signed(Story.sign(withheld.action()), Paint.plain(words)) + "\n"
                + impacts("      ", withheld.impact());
    }

    private String warning(WarningReport warning) {
        String name = Story.name(warning.dataset(), warning.path());
        String words = (name.isEmpty() ? "" : name + ": ") + warning.message() + " (" + warning.code() + ")";
        return "  " + paint.changed("!") + " " + Paint.plain(words) + "\n" + impacts("      ", warning.impact());
    }

    @Override
    public String runs(Page<RunHead> runs) {
        String more = runs.total() > runs.items().size()
                ? "\n%d of %d runs.\n".formatted(runs.items().size(), runs.total())
                : "";
        return runs.items().isEmpty()
                ? "There are no runs.\n"
                : lines(runs.items().stream().map(this::head)) + more;
    }

    private String head(RunHead run) {
        String status = "%-13s".formatted(run.status());
        String restored = run.restoreOf() == null ? "" : ", taking back " + run.restoreOf();
        return "%s  %s  %s  %s: %s%s"
                .formatted(
                        run.id(),
                        run.startedAt().toString().replaceFirst("\\.\\d+Z$", "Z"),
                        run.status() == RunStatus.SUCCEEDED ? status : paint.removed(status),
                        Paint.plain(run.target()),
                        Counts.done(run.summary()),
                        restored);
    }

    @Override
    public String validation(ValidationReport report, int models) {
        if (report.valid()) {
            return warnings(report.warnings()) + paint.added("Valid") + ": " + Counts.of(models, "model") + ".\n";
        }
        return lines(report.violations().stream().map(place::inModels))
                + paint.removed("Not valid") + ": "
                + Counts.of(report.violations().size(), "violation") + ".\n";
    }

    @Override
    public String warnings(List<WarningReport> warnings) {
        return lines(
                warnings.stream().map(warning -> paint.changed("warning") + ": " + Paint.plain(warning.message())));
    }

    @Override
    public String problem(Problem problem) {
        String detail = paint.removed("superset-sync: " + Paint.plain(problem.detail())) + "\n";
        List<Violation> violations = problem.violations();
        PlanReport plan = problem.plan();
        if (problem.type() == ProblemType.UNREADABLE) {
            return paint.removed(problem.unreadable()) + "\n";
        }
        if (problem.type() == ProblemType.INVALID_MODELS) {
            return lines(violations.stream().map(place::inModels)) + detail;
        }
        if (!violations.isEmpty()) {
            return lines(violations.stream()
                    .map(violation -> paint.removed("superset-sync: " + Place.inRequest(violation))));
        }
        return (plan == null ? "" : plan(plan)) + detail;
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }
}
