package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract of tokens, CSRF protection, and of finding out the version. */
interface SignInContract extends SupersetContract {

    private static void assertMsg(Reply reply, int status, String message) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text("/msg")).isEqualTo(message);
    }

    private static void assertCsrf(Reply reply, String message) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/errors/0/message")).isEqualTo("400 Bad Request: " + message);
        assertThat(reply.text("/errors/0/error_type")).isEqualTo("GENERIC_BACKEND_ERROR");
    }

    @Test
    default void tellsItsVersionToEverybody() {
        Reply reply = client().request("GET", "/static/version_info.json").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/version")).isEqualTo(server().version().number());
    }

    @Test
    default void refusesAWrongPassword() {
        Reply reply = client().request("POST", "/api/v1/security/login")
                .json("{\"username\":\"admin\",\"password\":\"wrong\",\"provider\":\"db\"}")
                .send();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/message")).isEqualTo("Not authorized");
    }

    @Test
    default void issuesAccessTokensThatNameTheirEnd() {
        String payload = client().header("Authorization").split("\\.")[1];

        JsonNode claims = Json.read(Base64.getUrlDecoder().decode(payload));

        assertThat(claims.path("type").asString()).isEqualTo("access");
        assertThat(claims.path("exp").asLong()).isGreaterThan(claims.path("iat").asLong());
    }

    @Test
    default void renewsAnAccessTokenByTheRefreshToken() {
        Reply renewed = client().request("POST", "/api/v1/security/refresh")
                .with("Authorization", "Bearer " + client().refreshToken())
                .send();

        Reply reply = client().call("GET", "/api/v1/database/")
                .with("Authorization", "Bearer " + renewed.text("/access_token"))
                .send();

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    default void keepsCsrfTokenAndCookieForARenewedAccessToken() {
        Reply renewed = client().request("POST", "/api/v1/security/refresh")
                .with("Authorization", "Bearer " + client().refreshToken())
                .send();

        Reply reply = client().call("PUT", path(orders()))
                .with("Authorization", "Bearer " + renewed.text("/access_token"))
                .json("{\"description\":\"x\"}")
                .send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    default void renewsNothingByAnAccessToken() {
        assertMsg(client().call("POST", "/api/v1/security/refresh").send(), 422, "Only refresh tokens are allowed");
    }

    @Test
    default void readsNothingByARefreshToken() {
        Reply reply = client().call("GET", "/api/v1/dataset/")
                .with("Authorization", "Bearer " + client().refreshToken())
                .send();

        assertMsg(reply, 422, "Only non-refresh tokens are allowed");
    }

    @Test
    default void readsWithATokenAlone() {
        Reply reply = client().request("GET", "/api/v1/dataset/")
                .with("Authorization", client().header("Authorization"))
                .send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    default void readsNothingWithoutAToken() {
        assertMsg(
                client().call("GET", "/api/v1/dataset/")
                        .without("Authorization")
                        .send(),
                401,
                "Missing Authorization Header");
    }

    @Test
    default void refusesATokenThatIsNone() {
        assertMsg(
                client().call("GET", "/api/v1/dataset/")
                        .with("Authorization", "Bearer x")
                        .send(),
                422,
                "Not enough segments");
    }

    @Test
    default void refusesATokenWithAnotherSignature() {
        String token = client().header("Authorization");
        String forged = token.substring(0, token.length() - 6) + "AAAAAA";

        assertMsg(
                client().call("GET", "/api/v1/dataset/")
                        .with("Authorization", forged)
                        .send(),
                422,
                "Signature verification failed");
    }

    @Test
    default void refusesAJsonWriteWithoutCsrfToken() {
        Reply reply =
                client().call("PUT", path(1)).without("X-CSRFToken").json("{}").send();

        assertCsrf(reply, "The CSRF token is missing.");
    }

    @Test
    default void refusesAJsonWriteWithoutTheCookie() {
        assertCsrf(
                client().call("PUT", path(1)).without("Cookie").json("{}").send(),
                "The CSRF session token is missing.");
    }

    @Test
    default void refusesAJsonWriteWithAWrongCsrfToken() {
        assertCsrf(
                client().call("PUT", path(1))
                        .with("X-CSRFToken", "wrong")
                        .json("{}")
                        .send(),
                "The CSRF token is invalid.");
    }

    @Test
    default void redirectsAWriteThatIsNotJsonToTheLoginWhereTheCsrfTokenIsMissing() {
        Reply reply = client().call("DELETE", path(1)).without("X-CSRFToken").send();

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo(isSix() ? "/login/?next=%2Fapi%2Fv1%2Fdataset%2F1" : "/login/");
    }

    @Test
    default void looksAtTheCsrfTokenBeforeTheAccessToken() {
        Reply reply = client().call("PUT", path(1))
                .without("X-CSRFToken")
                .without("Authorization")
                .json("{}")
                .send();

        assertCsrf(reply, "The CSRF token is missing.");
    }

    @Test
    default void refusesAWriteWithoutAccessToken() {
        assertMsg(
                client().call("PUT", path(1))
                        .without("Authorization")
                        .json("{}")
                        .send(),
                401,
                "Missing Authorization Header");
    }

    @Test
    default void answersAnUnknownAddressInHtmlToWhomeverTakesAnything() {
        Reply json = client().get("/api/v1/nowhere/");
        Reply html =
                client().call("GET", "/api/v1/nowhere/").with("Accept", "*/*").send();

        assertThat(json.status()).isEqualTo(404);
        assertThat(json.text("/errors/0/message")).startsWith("404 Not Found");
        assertThat(html.status()).isEqualTo(404);
        assertThat(html.header("Content-Type")).startsWith("text/html");
    }

    @Test
    default void refusesAMethodThatAnAddressDoesNotHave() {
        assertThat(client().call("PATCH", path(1)).json("{}").send().status()).isEqualTo(405);
    }
}
