package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Turns an answer that did not do what was asked for into the one typed error, with Superset's own words. It decides by
 * status and by the members of the body, since the words are translated.
 */
final class Refusals {

    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
    private static final int LONGEST = 2000;

    private final Scrubber scrubber;

    Refusals(Scrubber scrubber) {
        this.scrubber = scrubber;
    }

    SupersetException of(Request request, Answer answer) {
        return new SupersetException(
                kind(request, answer), request.call(), answer.status(), scrubber.scrub(message(answer)));
    }

    SupersetException of(Request request, NoReply noReply) {
        boolean open = request.effect() == Effect.WRITE && noReply.wasSent();
        return new SupersetException(
                open ? Kind.NO_ANSWER : Kind.UNAVAILABLE, request.call(), null, scrubber.scrub(noReply.why()));
    }

    /** An answer that went through and yet is none of Superset's. */
    SupersetException strange(Request request, Answer answer) {
        return new SupersetException(
                Kind.UNSUPPORTED,
                request.call(),
                answer.status(),
                scrubber.scrub("This is no answer of Superset's: " + message(answer)));
    }

    private static Kind kind(Request request, Answer answer) {
        return switch (answer.status()) {
            case 401 -> Kind.UNAUTHORIZED;
            case 404 -> answer.json().isPresent() ? Kind.NOT_FOUND : Kind.UNSUPPORTED;
            case 422 -> isAboutToken(answer) ? Kind.UNAUTHORIZED : Kind.REFUSED;
            case 429 -> Kind.UNAVAILABLE;
            case 502, 503, 504 -> request.effect() == Effect.WRITE ? Kind.NO_ANSWER : Kind.UNAVAILABLE;
            default -> answer.isRedirect() ? Kind.UNSUPPORTED : Kind.REFUSED;
        };
    }

    /** Only the layer that reads tokens answers with a member {@code msg}. */
    static boolean isAboutToken(Answer answer) {
        return (answer.status() == 401 || answer.status() == 422)
                && answer.json().filter(json -> json.has("msg")).isPresent();
    }

    /** What Superset said, in one readable line. */
    static String message(Answer answer) {
        String said = answer.json().map(Refusals::ofJson).orElseGet(() -> ofPage(answer));
        return said.length() > LONGEST ? said.substring(0, LONGEST) + " …" : said;
    }

    private static String ofJson(JsonNode json) {
        var parts = new ArrayList<String>();
        json.path("errors").values().forEach(error -> collectError(error, parts));
        for (String member : List.of("message", "error", "error_description", "msg")) {
            collect("", json.path(member), parts);
        }
        return parts.isEmpty() ? json.toString() : String.join("; ", parts);
    }

    private static void collectError(JsonNode error, List<String> parts) {
        JsonNode fields = error.path("extra").path("messages");
        int before = parts.size();
        collect("", fields, parts);
        if (parts.size() == before) {
            collect("", error.isString() ? error : error.path("message"), parts);
        }
    }

    private static void collect(String path, JsonNode node, List<String> parts) {
        if (node.isString()) {
            String text = node.asString().strip();
            parts.add(path.isEmpty() ? text : path + ": " + text);
        }
        node.properties()
                .forEach(entry -> collect(
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), parts));
        if (node.isArray()) {
            node.values().forEach(value -> collect(path, value, parts));
        }
    }

    private static String ofPage(Answer answer) {
        if (answer.isRedirect()) {
            return "it redirects to " + answer.location();
        }
        Matcher title = TITLE.matcher(answer.text());
        if (title.find()) {
            return "an HTML page: " + title.group(1).strip().replaceAll("\\s+", " ");
        }
        String text = answer.text().strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? "no text" : text.substring(0, Math.min(200, text.length()));
    }
}
