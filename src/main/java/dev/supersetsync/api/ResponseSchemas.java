package dev.supersetsync.api;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.job.JobReport;
import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.plan.Withheld;
import dev.supersetsync.run.Delivery;
import dev.supersetsync.run.Reports;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.webhook.WebhookEvent;
import dev.supersetsync.webhook.WebhookReport;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says of the members of answers what their Java types say and the schemas made from them do not: which are always
 * there, which may be null, and the words of those that are told as texts.
 */
final class ResponseSchemas {

    private static final List<Class<?>> ANSWERS = Stream.concat(
                    Arrays.stream(Reports.class.getDeclaredClasses()),
                    Stream.of(
                            RunHead.class,
                            Violation.class,
                            TargetReport.class,
                            JobReport.class,
                            JobReport.LastDrift.class,
                            WebhookReport.class,
                            Delivery.class,
                            StrategySetReport.class,
                            ValidationReport.class,
                            ProblemController.Explanation.class))
            .toList();

    private ResponseSchemas() {}

    static void complete(Components components) {
        ANSWERS.forEach(type -> completeNulls(components, type));
        words(components, "ChangeReport", "action", names(Action.values()));
        words(components, "ChangeReport", "outcome", List.of("APPLIED", "FAILED", "SKIPPED"));
        words(components, "DriftChangeReport", "action", names(Action.values()));
        words(components, "JobReport", "mode", List.of("SYNC", "DRIFT"));
        words(components, "WithheldReport", "action", names(Action.values()));
        words(components, "WithheldReport", "reason", names(Withheld.Reason.values()));
        words(components, "WarningReport", "code", names(Warning.Code.values()));
        words(components, "Delivery", "event", names(WebhookEvent.values()));
        words(components, "ImpactReport", "kind", names(Impact.Kind.values()));
        words(components, "ImpactReport", "effect", names(Impact.Effect.values()));
        for (String name : List.of("PlanReport", "RunReport", "RunHead", "StrategySetReport", "JobReport")) {
            items(components, name, "update_strategy", names(Operation.values()));
        }
    }

    private static void completeNulls(Components components, Class<?> type) {
        Schema<?> schema = components.getSchemas().get(type.getSimpleName());
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = memberName(component);
            Schema<?> member = schema.getProperties().get(name);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.addRequiredItem(name);
            } else if (member != null && member.getTypes() != null) {
                Set<String> types = new LinkedHashSet<>(member.getTypes());
                types.add("null");
                member.setTypes(types);
            }
        }
    }

    private static String memberName(RecordComponent component) {
        return component.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static void words(Components components, String type, String member, List<String> words) {
        enumerate(member(components, type, member), words);
    }

    private static void items(Components components, String type, String member, List<String> words) {
        enumerate(member(components, type, member).getItems(), words);
    }

    private static Schema<?> member(Components components, String type, String member) {
        Schema<?> schema = components.getSchemas().get(type);
        if (schema == null
                || schema.getProperties() == null
                || !schema.getProperties().containsKey(member)) {
            throw new IllegalStateException("The schema " + type + " has no member " + member + ".");
        }
        return schema.getProperties().get(member);
    }

    private static void enumerate(Schema<?> schema, List<String> words) {
        @SuppressWarnings("unchecked")
        var texts = (Schema<Object>) schema;
        words.forEach(texts::addEnumItemObject);
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).<String>map(Enum::name).toList();
    }
}
