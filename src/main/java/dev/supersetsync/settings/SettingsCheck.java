package dev.supersetsync.settings;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Stops the start where a key below {@code superset-sync} is bound to nothing: a typo would else be a setting that
 * silently has its default. It looks at names alone, before anything is bound; values are checked by what they are bound
 * to.
 */
@Component
class SettingsCheck implements BeanFactoryPostProcessor {

    private static final ConfigurationPropertyName NAMESPACE = ConfigurationPropertyName.of("superset-sync");
    private static final List<ConfigurationPropertyName> OF_KUBERNETES_SERVICES = Stream.of(
                    "supersetsync.service", "supersetsync.port")
            .map(ConfigurationPropertyName::of)
            .toList();

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        KnownKeys known = known(beanFactory);
        var environment = beanFactory.getBean(Environment.class);
        var complaints = new TreeSet<String>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource listed) {
                listed.stream()
                        .filter(SettingsCheck::isOurs)
                        .flatMap(key -> known.complaint(key).stream())
                        .forEach(complaints::add);
            }
        }
        if (!complaints.isEmpty()) {
            throw new UnknownSettings(List.copyOf(complaints));
        }
    }

    static KnownKeys known(ConfigurableListableBeanFactory beanFactory) {
        return KnownKeys.of(Stream.of(beanFactory.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .map(name -> beanFactory.getType(name, false))
                .filter(Objects::nonNull)
                .flatMap(type -> bound(type).stream())
                .toList());
    }

    private static Optional<Map.Entry<String, Class<?>>> bound(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(ConfigurationProperties.class))
                .map(SettingsCheck::prefix)
                .filter(prefix -> NAMESPACE.equals(prefix) || NAMESPACE.isAncestorOf(prefix))
                .map(prefix -> Map.entry(prefix.toString(), type));
    }

    private static ConfigurationPropertyName prefix(ConfigurationProperties annotation) {
        String prefix = annotation.prefix();
        return ConfigurationPropertyName.of(prefix.isEmpty() ? annotation.value() : prefix);
    }

    /** Kubernetes tells each container of a service named {@code supersetsync} in variables that look like our keys. */
    private static boolean isOurs(ConfigurationPropertyName key) {
        return (NAMESPACE.isAncestorOf(key) || NAMESPACE.equals(key))
                && OF_KUBERNETES_SERVICES.stream()
                        .noneMatch(service -> service.equals(key) || service.isAncestorOf(key));
    }
}
