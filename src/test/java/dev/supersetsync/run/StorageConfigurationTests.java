package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.supersetsync.plan.Guards;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StorageConfigurationTests {

    @TempDir
    private Path folder;

    private ApplicationContextRunner service() {
        return new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        FlywayAutoConfiguration.class))
                .withUserConfiguration(Storage.class)
                .withBean(Announcements.class, Announced::new);
    }

    @Test
    void theDatabaseIsAFileInTheDataFolder() {
        service().withPropertyValues("superset-sync.data-dir=" + folder).run(context -> {
            var run = context.getBean(Runs.class).create(RunsSuite.at("main"));

            assertThat(context.getBean(Runs.class).find(run.id())).contains(run);
            assertThat(folder.resolve("superset-sync.mv.db")).exists();
        });
    }

    @Test
    void theEnvironmentNamesTheDataFolder() {
        service()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of("SUPERSET_SYNC_DATA_DIR", folder.toString()))))
                .run(context ->
                        assertThat(folder.resolve("superset-sync.mv.db")).exists());
    }

    @Test
    void aConfiguredAddressCounts() {
        service()
                .withPropertyValues("superset-sync.data-dir=" + folder, "spring.datasource.url=jdbc:h2:mem:configured")
                .run(context -> {
                    assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
                            .isEqualTo("jdbc:h2:mem:configured");
                    assertThat(folder).isEmptyDirectory();
                });
    }

    @Test
    void anEmptyAddressIsNone() {
        service()
                .withPropertyValues("superset-sync.data-dir=" + folder, "spring.datasource.url=")
                .run(context ->
                        assertThat(folder.resolve("superset-sync.mv.db")).exists());
    }

    @Test
    void aFolderWithOptionsOfH2IsRefused() {
        service()
                .withPropertyValues("superset-sync.data-dir=data;INIT=RUNSCRIPT FROM 'x'")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("superset-sync.data-dir must name a folder"));
    }

    @Test
    void aStartBesideAnotherProcessSaysSo() throws IOException {
        var file = folder.resolve("superset-sync.mv.db");
        try (var other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = other.lock()) {
            service()
                    .withPropertyValues("superset-sync.data-dir=" + folder)
                    .run(context -> assertThat(analysis(context)).startsWith("Another process works"));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        service()
                .withPropertyValues("superset-sync.data-dir=" + file)
                .run(context -> assertThat(analysis(context))
                        .startsWith("The database file of this service cannot be written")
                        .contains(file.toString()));
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithoutThePassword() {
        service()
                .withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://localhost:1/sync",
                        "spring.datasource.password=hunter2",
                        "spring.datasource.hikari.initialization-fail-timeout=1")
                .run(context -> assertThat(analysis(context))
                        .startsWith("The database of this service gives no connection")
                        .contains("localhost:1")
                        .doesNotContain("hunter2"));
    }

    private static String analysis(AssertableApplicationContext context) {
        var failure = Objects.requireNonNull(context.getStartupFailure());
        var analysis = Objects.requireNonNull(new StorageFailureAnalyzer().analyze(failure));
        return analysis.getDescription();
    }

    @Test
    void plansMustLiveForAMoment() {
        service()
                .withPropertyValues("superset-sync.data-dir=" + folder, "superset-sync.retention.plans=0s")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("superset-sync.retention.plans"));
    }

    @Test
    void strategySetsComeFromTheConfiguration() {
        service()
                .withPropertyValues(
                        "superset-sync.data-dir=" + folder,
                        "superset-sync.strategy-sets.careful.update-strategy=update|delete",
                        "superset-sync.strategy-sets.careful.guards.breaking-changes=fail")
                .run(context -> assertThat(context.getBean(StrategySets.class).find("careful"))
                        .hasValueSatisfying(set -> {
                            assertThat(set.updateStrategy().inOrder())
                                    .extracting(Enum::name)
                                    .containsExactly("UPDATE", "DELETE");
                            assertThat(set.guards().breakingChanges()).isEqualTo(Guards.BreakingChanges.FAIL);
                        }));
    }

    @Test
    void aContradictoryStrategySetStopsTheStart() {
        service()
                .withPropertyValues(
                        "superset-sync.data-dir=" + folder,
                        "superset-sync.strategy-sets.wild.update-strategy=UPDATE,REPLACE")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("contradict"));
    }

    @Test
    void aBuiltInStrategySetCannotBeConfigured() {
        service()
                .withPropertyValues(
                        "superset-sync.data-dir=" + folder,
                        "superset-sync.strategy-sets.production.update-strategy=DELETE")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("superset-sync.strategy-sets.production is built in"));
    }

    @Configuration
    @ComponentScan
    @ConfigurationPropertiesScan
    static class Storage {}
}
