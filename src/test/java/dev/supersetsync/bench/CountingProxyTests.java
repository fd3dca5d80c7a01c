package dev.supersetsync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.supersetsync.standin.SupersetStandIn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The proxy's numbers are those of the benchmarks: what is wrong here is wrong in all of them. */
class CountingProxyTests {

    @Test
    void countsRequestsByKind() {
        try (var superset = SupersetStandIn.start("6.1.0");
                var proxy = CountingProxy.before(superset.url(), Duration.ZERO)) {
            var bare = BareSuperset.signIn(proxy.url(), "admin", "admin", new ManyTables("many", 2));
            superset.requests().clear();
            proxy.take();

            bare.create("warehouse");

            Traffic traffic = proxy.take();
            assertThat(traffic.requests())
                    .isEqualTo(Map.of(
                            "GET /database/",
                            1,
                            "POST /dataset/import/",
                            1,
                            "GET /dataset/",
                            1,
                            "PUT /dataset/{id}",
                            2));
            assertThat(traffic.total()).isEqualTo(superset.requests().all().size());
            assertThat(traffic.writes()).isEqualTo(3);
            assertThat(traffic.shares().keySet()).isEqualTo(traffic.requests().keySet());
            assertThat(traffic.shares().values().stream()
                            .mapToLong(Duration::toNanos)
                            .sum())
                    .isBetween(
                            traffic.busy().toNanos() - traffic.shares().size(),
                            traffic.busy().toNanos());
            assertThat(proxy.take().total()).isZero();
        }
    }

    /** Each answer comes only when both requests are there. */
    @Test
    void handsRequestsOnSideBySideAndCountsTheirBytes() throws Exception {
        var both = new CyclicBarrier(2);
        HttpServer superset = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        superset.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        superset.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
                both.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        superset.start();
        var url = "http://127.0.0.1:" + superset.getAddress().getPort();
        try (var proxy = CountingProxy.before(url, Duration.ofMillis(30));
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(proxy.url() + "/x"))
                    .POST(HttpRequest.BodyPublishers.ofString("12345"))
                    .build();

            List<String> answers =
                    IntStream.range(0, 2)
                            .mapToObj(none -> client.sendAsync(request, BodyHandlers.ofString()))
                            .toList()
                            .stream()
                            .map(answer -> answer.join().body())
                            .toList();

            Traffic traffic = proxy.take();
            assertThat(answers).containsOnly("12345");
            assertThat(traffic.mostInFlight()).isEqualTo(2);
            assertThat(traffic.bytes()).isEqualTo(20);
            assertThat(traffic.busy()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        } finally {
            superset.stop(0);
        }
    }
}
