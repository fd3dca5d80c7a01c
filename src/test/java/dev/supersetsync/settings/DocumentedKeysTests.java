package dev.supersetsync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.settings.Shape.Any;
import dev.supersetsync.settings.Shape.Fixed;
import dev.supersetsync.settings.Shape.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Holds docs/configuration.md against the keys that settings are bound from. */
class DocumentedKeysTests {

    private static final Pattern ROW = Pattern.compile("^\\| `(superset-sync\\.[^`]+)` \\|", Pattern.MULTILINE);

    /** Bound, and not to be used yet. */
    private static final Set<String> STILL_TO_COME = Set.of(
            "superset-sync.strategy-sets.<name>.guards.rewrite-charts",
            "superset-sync.jobs.<name>.guards.rewrite-charts");

    @Test
    void everyKeyIsDocumentedAndNoOther() throws IOException {
        var documented = ROW.matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .map(row -> row.group(1).replaceAll("\\[0]", ".<name>"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(bound().filter(key -> !STILL_TO_COME.contains(key))).containsExactlyInAnyOrderElementsOf(documented);
    }

    private static Stream<String> bound() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var settings = scan.findCandidateComponents("dev.supersetsync").stream()
                .filter(AnnotatedBeanDefinition.class::isInstance)
                .map(AnnotatedBeanDefinition.class::cast)
                .filter(found -> !isOfTests(found))
                .map(found -> ClassUtils.resolveClassName(found.getMetadata().getClassName(), null))
                .map(type -> Map.entry("superset-sync", type))
                .toList();
        return keys("", KnownKeys.of(settings).root());
    }

    private static boolean isOfTests(AnnotatedBeanDefinition found) {
        return found instanceof AbstractBeanDefinition definition
                && definition.getResource() instanceof Resource resource
                && resource.toString().contains("test-classes");
    }

    private static Stream<String> keys(String prefix, Shape shape) {
        return switch (shape) {
            case Leaf leaf -> Stream.of(prefix);
            case Any(Leaf leaf) -> Stream.of(prefix);
            case Any(Shape each) -> keys(prefix + ".<name>", each);
            case Fixed(Map<String, Shape> members) ->
                members.entrySet().stream()
                        .flatMap(member -> keys(
                                prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey(),
                                member.getValue()));
        };
    }
}
