package dev.supersetsync.cli;

import dev.supersetsync.run.TemporaryStorage;
import dev.supersetsync.sync.Syncs.LiveRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints models of what is in Superset: the way in for one that already has datasets. */
@Command(
        name = "export",
        description = {
            "Prints models of the datasets that are in Superset; what models cannot say stands in comments.",
            "Syncing them back changes nothing. Needs no history."
        })
final class Export extends Serving {

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "The configured Superset; may be left out where there is one.")
    private @Nullable String target;

    @Option(names = "--database", paramLabel = "NAME", description = "Only datasets of this database of Superset.")
    private @Nullable String database;

    @Option(names = "--catalog", paramLabel = "NAME", description = "Only datasets of this catalog.")
    private @Nullable String catalog;

    @Option(names = "--schema", paramLabel = "NAME", description = "Only datasets of this schema.")
    private @Nullable String schema;

    @Option(
            names = "--table",
            arity = "1..*",
            paramLabel = "GLOB",
            description = "Only datasets with such names: * is any text, ? any sign.")
    private List<String> tables = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "The name that the document gets.")
    private @Nullable String name;

    @Option(names = "--output", paramLabel = "yaml|json", description = "How it is written; yaml if left out.")
    private Written output = Written.YAML;

    @Override
    int answer() {
        var request = new LiveRequest(target, database, catalog, schema, tables, name);
        String document = served(service -> service.export(request, output));
        console().out().print(document);
        return Exit.DONE;
    }

    @Override
    Optional<TemporaryStorage> storage() {
        return Optional.of(TemporaryStorage.ALWAYS);
    }

    @Override
    int told(Problem problem) {
        return problem.tell(output == Written.JSON ? Output.JSON : Output.TEXT, console(), List.of());
    }
}
