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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says results in Markdown, for a comment on a pull request. It begins with an invisible mark, by which a pipeline finds
 * the comment that it wrote before, and is never longer than GitHub takes.
 */
final class MarkdownWords implements Words {

    /** GitHub takes 65,536 characters; the rest is for what is said beside the datasets. */
    private static final int MOST = 60_000;

    private static final int LONGEST_VALUE = 1_000;

    private final Place place;

    MarkdownWords(Place place) {
        this.place = place;
    }

    @Override
    public String plan(PlanReport plan) {
        return story(Story.of(plan));
    }

    @Override
    public String run(RunReport run) {
        return story(Story.of(run));
    }

    private static String story(Story story) {
        String end = story.end();
        String first = mark(story.kind() + " " + story.target())
                + "### superset-sync: " + Markdown.text(story.title()) + "\n\n"
                + "**" + Markdown.text(story.summary()) + "**\n"
                + (end == null ? "" : "\n> " + Markdown.text(end) + "\n");
        List<String> parts = Stream.of(
                        section("Held back", story.withheld().stream().map(MarkdownWords::withheld)),
                        section("Changes", story.changes().stream().map(MarkdownWords::change)),
                        section("Warnings", story.warnings().stream().map(MarkdownWords::warning)))
                .flatMap(Function.identity())
                .toList();
        return first + fitting(parts, MOST - first.length());
    }

    private static Stream<String> section(String title, Stream<String> parts) {
        List<String> all = parts.toList();
        return all.isEmpty() ? Stream.of() : Stream.concat(Stream.of("\n#### " + title + "\n"), all.stream());
    }

    /** As many parts as have room. */
    private static String fitting(List<String> parts, int room) {
        var text = new StringBuilder();
        int told = 0;
        for (String part : parts) {
            if (text.length() + part.length() > room) {
                return text
                        + "\n*And %d more, for which there is no room here; `--output text` says all.*\n"
                                .formatted(parts.size() - told);
            }
            text.append(part);
            told++;
        }
        return text.toString();
    }

    private static String change(ChangeReport change) {
        String remark = Story.remark(change);
        String head = Markdown.code(Story.sign(change.action()) + " " + Story.name(change.dataset()))
                + Stream.of(
                                remark,
                                change.fields().isEmpty()
                                        ? ""
                                        : Counts.of(change.fields().size(), "field"),
                                touched(change.impact()))
                        .filter(part -> !part.isEmpty())
                        .map(part -> " · " + Markdown.text(part))
                        .collect(Collectors.joining());
        return details(head, fields(change.fields()) + impacts(change.impact()));
    }

    private static String touched(List<ImpactReport> impacts) {
        long broken = impacts.stream().filter(MarkdownWords::breaks).count();
        return broken > 0 ? "breaks " + broken : impacts.isEmpty() ? "" : "touches " + impacts.size();
    }

    private static boolean breaks(ImpactReport impact) {
        return impact.effect().equals("BREAKS");
    }

    private static String details(String head, String body) {
        return body.isEmpty()
                ? "\n- " + head + "\n"
                : "\n<details><summary>" + head + "</summary>\n" + body + "\n</details>\n";
    }

    private static String fields(List<FieldReport> fields) {
        return table(
                List.of("", "field", "before", "after"),
                fields,
                field -> List.of(
                        Markdown.code(Story.sign(field)),
                        Markdown.code(field.path())
                                + (field.overwritesUiEdit() ? " overwrites an edit made in Superset" : ""),
                        value(field.before()),
                        value(field.after())));
    }

    private static String value(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String line = Values.line(value);
        return Markdown.code(line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + "…" : line);
    }

    private static String impacts(List<ImpactReport> impacts) {
        return table(
                List.of("effect", "who", "why", "owners"),
                impacts,
                impact -> List.of(
                        breaks(impact) ? "**BREAKS**" : Markdown.text(impact.effect()),
                        link(impact),
                        Markdown.text(Story.uses(impact)),
                        Markdown.text(String.join(", ", impact.owners()))));
    }

    private static String link(ImpactReport impact) {
        String name = Markdown.text(Story.kind(impact) + " " + impact.name());
        return impact.url().matches("https?://[^\\s<>()|]+") ? "[" + name + "](" + impact.url() + ")" : name;
    }

    private static <T> String table(List<String> titles, List<T> things, Function<T, List<String>> cells) {
        if (things.isEmpty()) {
            return "";
        }
        return "\n" + row(titles) + row(titles.stream().map(_ -> "---").toList())
                + things.stream().map(thing -> row(cells.apply(thing))).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String withheld(WithheldReport withheld) {
        String head =
                Markdown.code(Story.sign(withheld.action()) + " " + Story.name(withheld.dataset(), withheld.path()))
                        + " " + Markdown.text(withheld.message() + " (" + withheld.reason() + ")");
        return details(head, impacts(withheld.impact()));
    }

    private static String warning(WarningReport warning) {
        String name = Story.name(warning.dataset(), warning.path());
        String head = (name.isEmpty() ? "" : Markdown.code(name) + " ")
                + Markdown.text(warning.message() + " (" + warning.code() + ")");
        return details(head, impacts(warning.impact()));
    }

    @Override
    public String runs(Page<RunHead> runs) {
        return mark("runs")
                + table(
                        List.of("run", "started", "status", "target", "what"),
                        runs.items(),
                        run -> List.of(
                                Markdown.code(run.id()),
                                run.startedAt().toString(),
                                Markdown.text(run.status().name()),
                                Markdown.text(run.target()),
                                Counts.done(run.summary())));
    }

    @Override
    public String validation(ValidationReport report, int models) {
        String mark = mark("validate");
        return report.valid()
                ? mark + "**superset-sync**: valid, " + Counts.of(models, "model") + ".\n" + warnings(report.warnings())
                : mark + "**superset-sync**: not valid, "
                        + Counts.of(report.violations().size(), "violation") + ".\n\n"
                        + list(report.violations(), place::inModels);
    }

    @Override
    public String warnings(List<WarningReport> warnings) {
        return warnings.isEmpty() ? "" : "\n**Warnings**\n\n" + list(warnings, WarningReport::message);
    }

    @Override
    public String problem(Problem problem) {
        PlanReport plan = problem.plan();
        if (plan != null) {
            return plan(plan) + "\n> " + Markdown.text(problem.detail()) + "\n";
        }
        String first = mark("problem") + "**superset-sync**: " + Markdown.text(problem.detail()) + "\n";
        List<Violation> violations = problem.violations();
        Function<Violation, String> words =
                problem.type() == ProblemType.INVALID_MODELS ? place::inModels : Place::inRequest;
        return violations.isEmpty() ? first : first + "\n" + list(violations, words);
    }

    private static String mark(String what) {
        return "<!-- superset-sync " + what.replace("--", "") + " -->\n";
    }

    private static <T> String list(List<T> things, Function<T, String> words) {
        return things.stream()
                .map(thing -> "- " + Markdown.text(words.apply(thing)) + "\n")
                .collect(Collectors.joining());
    }
}
