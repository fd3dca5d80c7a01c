package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetOptions;
import dev.supersetsync.testenv.SupersetServer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server as a company runs it: below a path, and with a limit of 50 requests a second. */
class RateLimitIT {

    @Test
    void readsMoreThanTheLimitLetsThrough() {
        var options = SupersetOptions.defaults().below("/analytics").withRateLimit();
        try (var server = SupersetServer.start(options);
                var target = Connections.target(
                        Connections.withPassword(server.baseUrl(), server.username(), server.password()))) {
            var superset = target.connect();

            var read =
                    superset.datasets().read(IntStream.range(1000, 1150).boxed().toList());

            assertThat(read).isEmpty();
            assertThat(superset.requests().reads()).isGreaterThanOrEqualTo(150);
        }
    }
}
