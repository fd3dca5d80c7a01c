package dev.supersetsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class ValidateTests {

    private static final String ONE = """
            version: 1
            defaults: {database: warehouse, schema: shop}
            models:
              - table: orders
                columns: [{name: id}]
            """;
    private static final String TWO = ONE.replace("orders", "items");
    private static final String WRONG = """
            version: 1
            defaults: {database: warehouse, schema: shop}
            models:
              - table: orders
                lable: Orders
                metrics:
                  - {name: n, formula: "[m]"}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeModels() throws IOException {
        write("one.yaml", ONE);
        write("more/two.yaml", TWO);
        write("wrong.yaml", WRONG);
    }

    private String write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file.toString();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void acceptsWhatIsValid() {
        var shown = Typed.here().command("validate", "--models", file("one.yaml"), file("more/two.yaml"));

        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).isEqualTo("Valid: 2 models.\n");
        assertThat(shown.err()).isEmpty();
    }

    @Test
    void namesThePlaceOfEverythingThatIsWrong() {
        var shown = Typed.here().command("validate", "--models", file("wrong.yaml"));

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.out().lines().map(line -> line.replace(folder + "/", "")))
                .containsExactly(
                        "wrong.yaml:5:5 models[0].lable: is no known key; did you mean 'table'?",
                        "wrong.yaml:7:28 models[0].metrics[0].formula: names the metric [m], which the model does not have",
                        "Not valid: 2 violations.");
    }

    @Test
    void namesTheFileAmongSeveral() {
        var shown = Typed.here().command("validate", "--models", file("one.yaml"), file("wrong.yaml"));

        assertThat(shown.out()).contains(file("wrong.yaml") + ":5:5 models[0].lable: ");
    }

    @Test
    void readsPatterns() {
        var shown = Typed.here().command("validate", "--models", folder + "/**/[to]*.yaml", folder + "/one.*");

        assertThat(shown.out()).isEqualTo("Valid: 2 models.\n");
    }

    @Test
    void readsStandardInput() {
        assertThat(Typed.here().with(ONE).command("validate", "--models", "-").out())
                .isEqualTo("Valid: 1 model.\n");
        assertThat(Typed.here()
                        .with("{\"version\": 1, \"models\": []}")
                        .command("validate", "--models", "-")
                        .out())
                .isEqualTo("Valid: 0 models.\n");
    }

    @Test
    void answersAsTheApiDoes() {
        var shown = Typed.here().command("validate", "--models", file("wrong.yaml"), "--output", "json");

        var answer = Json.parse(shown.out());
        assertThat(shown.exit()).isEqualTo(2);
        assertThat(answer.path("valid").asBoolean()).isFalse();
        assertThat(answer.at("/violations/0/line").asInt()).isEqualTo(5);
        assertThat(answer.at("/violations/0/path").asString()).isEqualTo("models[0].lable");
    }

    @Test
    void saysInMarkdownWhatIsWrong() {
        var shown = Typed.here().with(WRONG).command("validate", "--models", "-", "--output", "markdown");

        assertThat(shown.out()).isEqualTo("""
                <!-- superset-sync validate -->
                **superset-sync**: not valid, 2 violations.

                - -:5:5 models&#91;0&#93;.lable: is no known key; did you mean 'table'?
                - -:7:28 models&#91;0&#93;.metrics&#91;0&#93;.formula: names the metric &#91;m&#93;, which the model does not have
                """);
    }

    @Test
    void supplementsWhatModelsDoNotSay() {
        var bare = ONE.replace("defaults: {database: warehouse, schema: shop}\n", "");

        assertThat(Typed.here().with(bare).command("validate", "--models", "-").exit())
                .isEqualTo(2);
        assertThat(Typed.here()
                        .with(bare)
                        .command("validate", "--models", "-", "--database", "warehouse", "--schema", "shop")
                        .exit())
                .isZero();
    }

    @Test
    void namesEveryFileThatCannotBeRead() {
        var shown =
                Typed.here().command("validate", "--models", file("none.yaml"), folder.toString(), folder + "/*.json");

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err().lines().map(line -> line.replace(folder.toString(), "F")))
                .containsExactly(
                        "superset-sync: F/none.yaml: there is no such file",
                        "superset-sync: F: is a folder",
                        "superset-sync: F/*.json: matches no file");
    }

    @Test
    void saysWhereReadingStopped() throws IOException {
        String broken = write("broken.yaml", "version: 1\nmodels: [\n");

        var shown = Typed.here().command("validate", "--models", broken);

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.err()).startsWith(broken + ":3:1: ");
    }

    @Test
    void saysWhichWordIsNoFormat() {
        var shown = Typed.here().command("validate", "--models", file("one.yaml"), "--format", "natve");

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.err()).startsWith("superset-sync: format: 'natve' is no format");
    }

    @Test
    void colourOnlyWhereAPersonWatches() {
        assertThat(Typed.here()
                        .watched()
                        .command("validate", "--models", file("one.yaml"))
                        .out())
                .isEqualTo("\u001b[32mValid\u001b[0m: 1 model.\n");
    }

    /** So Kubernetes mounts a ConfigMap: the files are links to those of a hidden folder. */
    @Test
    void findsTheFilesOfAMountedFolderOnce() throws IOException {
        write("mounted/..2026_01/one.yaml", ONE);
        Path mounted = folder.resolve("mounted");
        Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(mounted.resolve("one.yaml"), Path.of("..data/one.yaml"));

        assertThat(Typed.here()
                        .command("validate", "--models", mounted + "/**.yaml")
                        .out())
                .isEqualTo("Valid: 1 model.\n");
    }

    @Test
    void refusesAPatternThatIsNone() {
        var shown = Typed.here().command("validate", "--models", folder + "/[o.yaml");

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.err()).contains("/[o.yaml", "is no pattern");
    }

    /** What a shell makes of <(command). */
    @Test
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void readsAPipeOnce() throws Exception {
        String pipe = file("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        Process writer = new ProcessBuilder("sh", "-c", "cat \"$0\" > \"$1\"", file("one.yaml"), pipe).start();
        try {
            assertThat(Typed.here().command("validate", "--models", pipe).out()).isEqualTo("Valid: 1 model.\n");
        } finally {
            writer.destroy();
        }
    }
}
