package dev.supersetsync.standin;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Protection against forged requests: a token that belongs to a session cookie, and how its absence is refused. */
final class Sessions {

    private final SupersetVersion version;
    private final Map<String, String> tokenBySession = new ConcurrentHashMap<>();

    Sessions(SupersetVersion version) {
        this.version = version;
    }

    /** Answers with a token, and with the cookie of a new session unless the caller brings one that is known. */
    Answer open(Call call) {
        String known =
                call.cookie("session").filter(tokenBySession::containsKey).orElse(null);
        String session = known == null ? UUID.randomUUID().toString() : known;
        String token =
                tokenBySession.computeIfAbsent(session, any -> UUID.randomUUID().toString());
        Answer answer = Answer.ok(Json.object("result", token));
        if (known != null) {
            return answer;
        }
        Map<String, String> headers = new java.util.HashMap<>(answer.headers());
        headers.put("Set-Cookie", "session=" + session + "; HttpOnly; Path=/; SameSite=Lax");
        return new Answer(answer.status(), headers, answer.body());
    }

    /** Forgets all sessions, as a restart with another key does. */
    void forget() {
        tokenBySession.clear();
    }

    void check(Call call) {
        String token = call.header("X-CSRFToken").orElse("");
        if (token.isEmpty()) {
            throw refusal(call, "The CSRF token is missing.");
        }
        String expected = call.cookie("session").map(tokenBySession::get).orElse("");
        if (expected.isEmpty()) {
            throw refusal(call, "The CSRF session token is missing.");
        }
        if (!expected.equals(token)) {
            throw refusal(call, "The CSRF token is invalid.");
        }
    }

    private Refused refusal(Call call, String message) {
        if (call.isJson()) {
            return new Refused(Answer.http(400, "Bad Request: " + message));
        }
        String next = version.isSix() ? "?next=" + call.path().replace("/", "%2F") : "";
        return new Refused(Answer.redirect("/login/" + next));
    }
}
