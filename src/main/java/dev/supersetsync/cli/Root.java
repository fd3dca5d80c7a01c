package dev.supersetsync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command around all others, which for itself does nothing. */
@Command(
        name = "superset-sync",
        description = "Keeps the datasets of Apache Superset in step with declared data models.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Root.Version.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:Failed.",
            "2:What was asked for is wrong: an option, a file, a document, an unknown name.",
            "3:Partly failed: some changes were applied, some were not.",
            "4:There is something to change (plan --detailed-exitcode).",
            "5:Refused by a guard, or Superset has moved since the plan was made."
        },
        subcommands = {
            Serve.class,
            Sync.class,
            Plan.class,
            Validate.class,
            Convert.class,
            Export.class,
            Restore.class,
            Runs.class,
            Completion.class
        })
final class Root implements Runnable {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    Root(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    /** Tells the version that was built. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var build = new Properties();
            try (InputStream file = Root.class.getResourceAsStream("/META-INF/build-info.properties")) {
                if (file != null) {
                    build.load(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new String[] {"superset-sync " + build.getProperty("build.version", "(not packaged)")};
        }
    }
}
