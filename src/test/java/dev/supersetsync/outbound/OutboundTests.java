package dev.supersetsync.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.supersetsync.outbound.OutboundException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be called, and all ways around that which we know of: a server of this machine notes who gets through. */
class OutboundTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpServer server = unstarted();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            answer(exchange, 200, "secret");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void aNamedHostIsCalledAlsoWhereItIsInternal() {
        server.createContext("/hook", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("ETag", "\"7\"");
            answer(exchange, 202, sent + " " + exchange.getRequestHeaders().getFirst("Content-Type"));
        });
        var request = new OutboundRequest(
                "POST",
                URI.create(at("127.0.0.1") + "hook"),
                Map.of("Content-Type", "application/json"),
                "{}".getBytes(StandardCharsets.UTF_8),
                PATIENCE,
                100);

        OutboundAnswer answer = Outbound.allowing("127.0.0.1").send(request);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("etag")).contains("\"7\"");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{} application/json");
    }

    /** By default all hosts are allowed, and internal addresses are not: however they are written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.127.127.127",
                "localhost",
                "LOCALHOST",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
                "[fe80::1%25lo]",
                "10.0.0.1",
                "100.100.100.200",
                "[fd00:ec2::254]",
                "2130706433",
                "224.0.0.1"
            })
    void noInternalAddressIsCalledByDefault(String host) {
        refused(Outbound.allowing("*"), at(host));
    }

    /** Some systems take these for addresses: either they do here, and it is an internal one, or there is no such host. */
    @ParameterizedTest
    @ValueSource(strings = {"0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "017700000001", "localhost.", "127.0.0.1."})
    void noOtherWayToWriteAnAddressHelps(String host) {
        URI uri = URI.create(at(host));

        assertThatThrownBy(() -> Outbound.allowing("*").send(OutboundRequest.get(uri, Map.of(), PATIENCE, 100)))
                .isInstanceOf(OutboundException.class);

        assertThat(calls).as("what got through").isEmpty();
    }

    /** Java does not take these for hosts, so nothing has to understand them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1%00.example.org",
                "example.org%2f@127.0.0.1",
                "user:password@127.0.0.1",
                "example.org@127.0.0.1",
                "allowed_host",
                ""
            })
    void whatIsNoPlainHostIsRefused(String host) {
        var address = "http://" + host + ":" + server.getAddress().getPort() + "/";
        try {
            refused(Outbound.allowing("*", "127.0.0.1", "localhost"), address);
        } catch (IllegalArgumentException noAddressAtAll) {
            assertThat(calls).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "gopher://127.0.0.1:1/_x",
                "jar:http://127.0.0.1/x!/",
                "mailto:a@example.org",
                "//127.0.0.1/x",
                "/x",
                "http:127.0.0.1"
            })
    void noOtherSchemeIsCalled(String address) {
        refused(Outbound.allowing("*", "127.0.0.1"), address);
    }

    @Test
    void aHostThatIsNotAllowedIsNotEvenLookedUp() {
        var names = new Names();

        refused(outbound(names, "docs.example.org"), at("else.example.org"));

        assertThat(names.asked).isEmpty();
    }

    @Test
    void aNameWithAnInternalAddressIsNotCalled() {
        refused(outbound(new Names("127.0.0.1"), "*", "*.example.org"), at("docs.example.org"));
    }

    @Test
    void ofSeveralAddressesOnlyPublicOnesAreTried() throws UnknownHostException {
        var names = new CheckedNames(AllowedHosts.of(List.of("*")), new Names("10.0.0.1", "8.8.8.8", "::1"));

        assertThat(names.resolve("docs.example.org", 443))
                .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("8.8.8.8"), 443));
    }

    /** The name is looked up once a call, and what was checked is what is connected to. */
    @Test
    void aNameThatChangesItsAddressGainsNothing() {
        var names = new Names("8.8.8.8", "127.0.0.1").oneAfterTheOther();
        var outbound = outbound(names, "*");

        assertThatThrownBy(() -> send(outbound, at("docs.example.org"), Duration.ofMillis(500), 100))
                .isInstanceOf(OutboundException.class);
        refused(outbound, at("docs.example.org"));

        assertThat(names.asked).hasSize(2);
    }

    @Test
    void aNamedHostStillHasNoLinkLocalAddress() {
        refused(outbound(new Names("169.254.169.254"), "docs.example.org"), at("docs.example.org"));
        refused(Outbound.allowing("169.254.169.254"), at("169.254.169.254"));
        refused(Outbound.allowing("0.0.0.0"), at("0.0.0.0"));
    }

    @Test
    void aPortThatIsNotAllowedIsNotCalled() {
        int port = server.getAddress().getPort();

        refused(Outbound.allowing("127.0.0.1:" + (port + 1), "*"), at("127.0.0.1"));
        assertThat(send(Outbound.allowing("127.0.0.1:" + port), at("127.0.0.1"), PATIENCE, 100)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", at("127.0.0.1"));
            answer(exchange, status, "");
        });

        assertThat(send(Outbound.allowing("127.0.0.1"), at("127.0.0.1") + "moved", PATIENCE, 100)
                        .status())
                .isEqualTo(status);
        assertThat(calls).isEmpty();
    }

    /** A proxy would look up names for itself. */
    @Test
    void noProxyIsTaken() {
        var before = ProxySelector.getDefault();
        var proxy = new Proxy(
                Proxy.Type.HTTP,
                new InetSocketAddress("127.0.0.1", server.getAddress().getPort()));
        ProxySelector.setDefault(new Always(proxy));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(server.getAddress().getPort()));
        try {
            refused(outbound(new Names("10.0.0.1"), "*"), "http://docs.example.org/");
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRead() {
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            write(exchange.getResponseBody());
        });

        assertThatThrownBy(() -> send(Outbound.allowing("127.0.0.1"), at("127.0.0.1") + "endless", PATIENCE, 1000))
                .isInstanceOfSatisfying(OutboundException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE);
                });
    }

    @Test
    void anAnswerThatDripsIsNotWaitedForLong() {
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await();
        });

        assertThatThrownBy(() -> send(
                        Outbound.allowing("127.0.0.1"),
                        at("127.0.0.1") + "drip?signature=hidden",
                        Duration.ofMillis(300),
                        1000))
                .isInstanceOfSatisfying(OutboundException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.LATE);
                    assertThat(e).hasMessage("there was no whole answer within 0.3 s");
                });
    }

    @Test
    void whatListensNowhereIsBroken() {
        server.stop(0);

        assertThatThrownBy(() -> send(Outbound.allowing("127.0.0.1"), at("127.0.0.1"), PATIENCE, 100))
                .isInstanceOfSatisfying(
                        OutboundException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN));
    }

    private void refused(Outbound outbound, String address) {
        URI uri = URI.create(address);
        assertThatThrownBy(() -> outbound.send(OutboundRequest.get(uri, Map.of(), PATIENCE, 100)))
                .isInstanceOfSatisfying(
                        OutboundException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ALLOWED));
        assertThat(calls).as("what got through").isEmpty();
    }

    private static OutboundAnswer send(Outbound outbound, String address, Duration patience, int mostBytes) {
        return outbound.send(OutboundRequest.get(URI.create(address), Map.of(), patience, mostBytes));
    }

    private static Outbound outbound(Names names, String... allowed) {
        return new Outbound(new OutboundSettings(new OutboundSettings.Limits(List.of(allowed))), names);
    }

    private String at(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/";
    }

    private static void write(OutputStream body) {
        byte[] some = new byte[64 * 1024];
        try (body) {
            while (true) {
                body.write(some);
            }
        } catch (IOException e) {
            // The caller has enough.
        }
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Names that a test gives addresses. */
    private static final class Names implements DnsResolver {

        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final ArrayDeque<InetAddress[]> answers = new ArrayDeque<>();
        private final InetAddress[] all;

        Names(String... addresses) {
            this.all = Arrays.stream(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        }

        Names oneAfterTheOther() {
            Arrays.stream(all).forEach(one -> answers.add(new InetAddress[] {one}));
            return this;
        }

        @Override
        public InetAddress[] resolve(String host) {
            asked.add(host);
            return answers.isEmpty() ? all : answers.remove();
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** One proxy for everything. */
    private static final class Always extends ProxySelector {

        private final Proxy proxy;

        Always(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
