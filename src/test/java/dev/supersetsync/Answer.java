package dev.supersetsync;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered, and the parts of a run or plan that tests look at. It judges nothing but the status. */
record Answer(int status, HttpHeaders headers, String text) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** Itself, if this is its status. */
    Answer expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError("%d was expected, and %d came: %s".formatted(wanted, status, text));
        }
        return this;
    }

    JsonNode body() {
        return JsonMapper.shared().readTree(text);
    }

    /** The path that the header Location points to. */
    String location() {
        return headers.firstValue("Location")
                .map(location -> URI.create(location).getPath())
                .orElseThrow(() -> new AssertionError("There is no header Location: " + text));
    }

    /** The last part of a problem's type. */
    String problem() {
        return body().path("type").asString().replaceFirst(".*/problems/", "");
    }

    /** The run or plan: what is answered, or the member of a problem that has it. */
    private JsonNode report() {
        var body = body();
        if (body.has("run")) {
            return body.path("run");
        }
        return body.has("plan") ? body.path("plan") : body;
    }

    String id() {
        return report().path("id").asString();
    }

    String runStatus() {
        return report().path("status").asString();
    }

    int count(String what) {
        return report().path("summary").path(what).asInt(-1);
    }

    int writes() {
        return report().path("requests").path("writes").asInt(-1);
    }

    /** The actions of all listed changes, by dataset. */
    Map<String, String> actions() {
        var actions = new LinkedHashMap<String, String>();
        report().path("changes")
                .forEach(change -> actions.put(
                        change.path("dataset").path("name").asString(),
                        change.path("action").asString()));
        return actions;
    }

    JsonNode change(String dataset) {
        return report().path("changes")
                .valueStream()
                .filter(change -> change.path("dataset").path("name").asString().equals(dataset))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing changes in " + dataset + ": " + text));
    }

    /** The paths of the fields that change in a dataset. */
    List<String> paths(String dataset) {
        return change(dataset).path("fields").valueStream().map(Answer::path).toList();
    }

    JsonNode field(String dataset, String path) {
        return change(dataset)
                .path("fields")
                .valueStream()
                .filter(field -> path(field).equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " does not change: " + text));
    }

    /** What is withheld: its action, dataset, path if it has one, and reason, in words. */
    List<String> withheld() {
        return report().path("withheld")
                .valueStream()
                .map(part -> words(part, "action", "reason"))
                .toList();
    }

    /** The one withheld part for a reason. */
    JsonNode withheld(String reason) {
        var parts = report().path("withheld")
                .valueStream()
                .filter(part -> part.path("reason").asString().equals(reason))
                .toList();
        if (parts.size() != 1) {
            throw new AssertionError("One part was to be withheld as " + reason + ": " + text);
        }
        return parts.getFirst();
    }

    /** The warnings: code, dataset and path if they have one, in words. */
    List<String> warnings() {
        return report().path("warnings")
                .valueStream()
                .map(warning -> words(warning, "code", null))
                .toList();
    }

    List<JsonNode> violations() {
        return body().path("violations").valueStream().toList();
    }

    private static String words(JsonNode part, String first, @Nullable String last) {
        var words = "%s %s %s %s"
                .formatted(
                        part.path(first).asString(),
                        part.path("dataset").path("name").asString(""),
                        path(part),
                        last == null ? "" : part.path(last).asString());
        return words.strip().replaceAll(" +", " ");
    }

    private static String path(JsonNode part) {
        return part.path("path").asString("");
    }
}
