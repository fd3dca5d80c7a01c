package dev.supersetsync.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.supersetsync.model.Defaults;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Model;
import dev.supersetsync.outbound.Outbound;
import dev.supersetsync.settings.Secret;
import dev.supersetsync.source.SourceSettings.ConfiguredSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Configured places are read as they are now, and no others. */
class SourcesTests {

    private static final String ORDERS = "version: 1\nname: shop\nmodels: [{table: orders, database: warehouse}]\n";
    private static final String ITEMS = "version: 1\nmodels: [{table: items}]\n";

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private HttpServer server = create();
    private final CountDownLatch end = new CountDownLatch(1);

    private static HttpServer create() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void aNameThatIsNotConfiguredIsNoSource() {
        assertThat(new Sources(settings(Map.of()), Outbound.allowing()).read("shop"))
                .isEmpty();
    }

    @Test
    void filesOfAGlobAreOneDocument() throws IOException {
        write("models/orders.yaml", ORDERS);
        write("models/deep/items.yml", ITEMS);
        write("models/notes.txt", "no model");

        Document document = read("file:" + folder + "/models/**.{yaml,yml}");

        assertThat(document.name()).isEqualTo("shop");
        assertThat(document.models()).extracting(Model::table).containsExactly("items", "orders");
        assertThat(document.models()).extracting(Model::database).containsExactly("spare", "warehouse");
    }

    /** So Kubernetes mounts a ConfigMap: the files are links to those of a hidden folder. */
    @Test
    void aFileThatLinksLeadToIsReadOnce() throws IOException {
        write("models/..2026_01/orders.yaml", ORDERS);
        Files.createSymbolicLink(folder.resolve("models/..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(folder.resolve("models/orders.yaml"), Path.of("..data/orders.yaml"));

        assertThat(read("file:" + folder + "/models/**.yaml").models()).hasSize(1);
    }

    @Test
    void aPatternThatIsNoneIsRefusedAtOnce() {
        Map<String, ConfiguredSource> sources = Map.of("shop", source("native", List.of("file:models/[a.yaml")));

        assertThatThrownBy(() -> settings(sources))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("superset-sync.sources.shop.location is no pattern of files: ");
    }

    @Test
    void aFileIsReadAsItIsNow() throws IOException {
        write("orders.json", "{\"version\": 1, \"models\": []}");
        assertThat(read("file:" + folder + "/orders.json").models()).isEmpty();

        write("orders.json", "{\"version\": 1, \"models\": [{\"table\": \"t\"}]}");
        assertThat(read("file:" + folder + "/orders.json").models()).hasSize(1);
    }

    @Test
    void whatIsWrongIsToldWithItsFile() throws IOException {
        write("orders.yaml", "version: 1\nmodels: [{tabel: orders}]\n");
        write("broken.yaml", "version: [\n");

        assertThatThrownBy(() -> read("file:" + folder + "/orders.yaml", "file:" + folder + "/orders.yaml"))
                .isInstanceOf(InvalidModels.class)
                .hasMessageContaining("orders.yaml#models[0].tabel");
        assertThatThrownBy(() -> read("file:" + folder + "/broken.yaml"))
                .isInstanceOf(InvalidModels.class)
                .hasMessageContaining("broken.yaml");
    }

    @Test
    void noFileOutsideOfTheFoldersIsRead() throws IOException {
        Files.writeString(elsewhere.resolve("secret.yaml"), ORDERS, UTF_8);
        Files.createSymbolicLink(folder.resolve("link.yaml"), elsewhere.resolve("secret.yaml"));
        Files.createSymbolicLink(folder.resolve("links"), elsewhere);

        for (String place : List.of(
                elsewhere + "/secret.yaml",
                elsewhere + "/*.yaml",
                folder + "/link.yaml",
                folder + "/links/secret.yaml",
                folder + "/../" + elsewhere.getFileName() + "/secret.yaml")) {
            assertThatThrownBy(() -> read("file:" + place))
                    .as(place)
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("lies outside of superset-sync.source-folders");
        }
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> read("file:" + folder + "/none.yaml"))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("none.yaml: there is no such file");
        assertThatThrownBy(() -> read("file:" + folder + "/*.yaml")).hasMessageContaining("there is no such file");
    }

    @Test
    void anAddressIsReadWithItsToken() {
        server.createContext("/models", exchange -> {
            boolean isKnown =
                    "Bearer s3cret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, isKnown ? 200 : 401, isKnown ? ORDERS : "");
        });

        assertThat(read(address("/models?signature=hidden")).models()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"403, answered 403", "302, answered 302", "500, answered 500"})
    void anAddressThatRefusesIsToldWithoutItsSecrets(int status, String said) {
        server.createContext("/models", exchange -> {
            exchange.getResponseHeaders().add("Location", address("/other"));
            answer(exchange, status, "");
        });
        server.createContext("/other", exchange -> answer(exchange, 200, ORDERS));

        assertThatThrownBy(() -> read(address("/models?signature=hidden")))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining(said)
                .hasMessageContaining("/models")
                .message()
                .doesNotContain("hidden", "s3cret");
    }

    @Test
    void anAddressOfTooManyBytesIsNotRead() {
        byte[] many = new byte[Intake.WHOLE_BYTES + 1];
        server.createContext("/models", exchange -> {
            exchange.sendResponseHeaders(200, many.length);
            try (exchange) {
                exchange.getResponseBody().write(many);
            }
        });

        assertThatThrownBy(() -> read(address("/models")))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("more than 20 MB");
    }

    @Test
    void aManifestMayBeLargerThanADocument() throws IOException {
        String code = "x".repeat(Intake.WHOLE_BYTES);
        String manifest = """
                {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"},
                 "macros": {"m": "%s"},
                 "nodes": {"model.shop.t": {"resource_type": "model", "name": "t", "relation_name": "t"}}}
                """.formatted(code);
        write("manifest.json", manifest);
        write("larger.json", manifest.replace(code, code.repeat(2)));
        server.createContext("/manifest.json", exchange -> answer(exchange, 200, manifest));
        server.createContext("/larger.json", exchange -> answer(exchange, 200, manifest.replace(code, code.repeat(2))));

        for (String place : List.of("file:" + folder + "/", address("/"))) {
            assertThat(readOf("dbt", place + "manifest.json").models()).hasSize(1);
            assertThatThrownBy(() -> readOf("dbt", place + "larger.json"))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageEndingWith(
                            "larger.json has more than 30 MB. superset-sync.max-document-size can allow more.");
            assertThatThrownBy(() -> readOf("native", place + "manifest.json"))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("manifest.json has more than 20 MB.");
        }
    }

    @Test
    void anAddressThatNeverComesToItsEndIsNotWaitedForLong() {
        server.createContext("/models", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('v');
            exchange.getResponseBody().flush();
            await();
            exchange.close();
        });
        var addresses = new SourceAddresses(Outbound.allowing("127.0.0.1"), Duration.ofMillis(300));
        var location = (Location.Address) Location.of("location", address("/models"));

        assertThatThrownBy(() -> addresses.read(location, source("native", List.of()), Intake.WHOLE))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("there was no whole answer within 0.3 s");
    }

    @ParameterizedTest
    @CsvSource({
        "native, ftp://host/x, must begin with file:",
        "native, https://user:pw@host/x, without user and password",
        "native, 'https://', address",
        "dbr, file:x, superset-sync.sources.shop.format: 'dbr' is none of native",
        "native, , superset-sync.sources.shop.location is missing"
    })
    void aSourceThatCannotBeReadStopsTheStart(String format, @Nullable String place, String said) {
        List<String> places = place == null ? List.of() : List.of(place);

        assertThatThrownBy(() -> settings(Map.of("shop", source(format, places))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .message()
                .doesNotContain("pw");
    }

    @Test
    void whatIsUnchangedIsNotSentAgain() {
        var sent = new ArrayList<Integer>();
        var tag = new AtomicReference<>("\"one\"");
        server.createContext("/models", exchange -> {
            exchange.getResponseHeaders().set("ETag", tag.get());
            boolean isKnown = tag.get().equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            sent.add(isKnown ? 304 : 200);
            if (isKnown) {
                exchange.sendResponseHeaders(304, -1);
                exchange.close();
            } else {
                answer(exchange, 200, ORDERS);
            }
        });
        var sources = new Sources(
                settings(Map.of("shop", source("native", List.of(address("/models"))))),
                Outbound.allowing("127.0.0.1"));

        Document first = sources.read("shop").orElseThrow();
        assertThat(sources.read("shop")).contains(first);
        tag.set("\"two\"");
        assertThat(sources.read("shop")).contains(first);

        assertThat(sent).containsExactly(200, 304, 200);
    }

    @Test
    void anAddressThatIsNotAllowedStopsTheStart() {
        var settings = new SourceSettings(
                Map.of("shop", source("native", List.of("https://else.example.org/x"))),
                List.of("."),
                DataSize.ofMegabytes(30));

        assertThatThrownBy(() -> new Sources(settings, Outbound.allowing("docs.example.org")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("superset-sync.sources.shop.location has a host that is not in"
                        + " superset-sync.outbound.allowed-hosts.");
    }

    @Test
    void anInternalAddressIsNotReadUnlessItsHostIsNamed() {
        server.createContext("/models", exchange -> answer(exchange, 200, ORDERS));
        var settings = new SourceSettings(
                Map.of("shop", source("native", List.of(address("/models")))),
                List.of(folder.toString()),
                DataSize.ofMegabytes(30));

        assertThatThrownBy(() -> new Sources(settings, Outbound.allowing("*")).read("shop"))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("has no address that may be called");
        assertThat(new Sources(settings, Outbound.allowing("127.0.0.1")).read("shop"))
                .isPresent();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, UTF_8);
    }

    private Document read(String... places) {
        return readOf("native", places);
    }

    private Document readOf(String format, String... places) {
        return new Sources(settings(Map.of("shop", source(format, List.of(places)))), Outbound.allowing("127.0.0.1"))
                .read("shop")
                .orElseThrow();
    }

    private SourceSettings settings(Map<String, ConfiguredSource> sources) {
        return new SourceSettings(sources, List.of(folder.toString()), DataSize.ofMegabytes(30));
    }

    private static ConfiguredSource source(String format, List<String> places) {
        return new ConfiguredSource(
                format,
                places,
                new Secret("s3cret"),
                null,
                new Defaults("spare", null, null, null),
                Map.of(),
                List.of(),
                List.of());
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
