package dev.supersetsync;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events as they come in. It follows the format no further than our own service uses it. */
final class Events implements AutoCloseable {

    private final int status;
    private final Stream<String> lines;
    private final Iterator<String> left;

    private Events(int status, Stream<String> lines) {
        this.status = status;
        this.lines = lines;
        this.left = lines.iterator();
    }

    static Events of(HttpResponse<Stream<String>> response) {
        return new Events(response.statusCode(), response.body());
    }

    int status() {
        return status;
    }

    /** Waits for the next one; nothing if there are no more. */
    Optional<Event> next() {
        String id = "";
        String type = "";
        var data = new StringBuilder();
        while (left.hasNext()) {
            String line = left.next();
            if (line.startsWith("id:")) {
                id = line.substring(3);
            } else if (line.startsWith("event:")) {
                type = line.substring(6);
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5));
            } else if (line.isEmpty() && !type.isEmpty()) {
                return Optional.of(new Event(id, type, JsonMapper.shared().readTree(data.toString())));
            }
        }
        return Optional.empty();
    }

    /** Waits for one that is so; what came before it is among those that are returned, itself the last. */
    List<Event> until(Predicate<Event> wanted) {
        var heard = new ArrayList<Event>();
        while (heard.isEmpty() || !wanted.test(heard.getLast())) {
            heard.add(next().orElseThrow(() -> new AssertionError("It did not come: " + heard)));
        }
        return heard;
    }

    /** Waits for the end. */
    List<Event> rest() {
        var heard = new ArrayList<Event>();
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            heard.add(event.get());
        }
        return heard;
    }

    @Override
    public void close() {
        lines.close();
    }

    /** One event. */
    record Event(String id, String type, JsonNode data) {

        String dataset() {
            return data.path("dataset").path("name").asString();
        }
    }
}
