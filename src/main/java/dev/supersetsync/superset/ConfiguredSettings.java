package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * The settings of all targets, after a check that refuses the start where they are wrong: no address, no way to sign in
 * or two. The short way ({@code SUPERSET_URL} and a sign-in) stands for a target {@code main}, unless one of that name
 * is configured. Unknown keys are found elsewhere.
 */
final class ConfiguredSettings {

    static final String PREFIX = "superset-sync.targets";

    private static final String SHORT_NAME = "main";

    private final Environment environment;
    private final TargetsSettings configured;

    ConfiguredSettings(Environment environment, TargetsSettings configured) {
        this.environment = environment;
        this.configured = configured;
    }

    Map<String, TargetSettings> read() {
        var all = new LinkedHashMap<String, TargetSettings>(configured.targets());
        TargetSettings brief = shortWay();
        if (!brief.url().isEmpty()) {
            all.putIfAbsent(SHORT_NAME, brief);
        }
        all.forEach(ConfiguredSettings::check);
        return all;
    }

    private TargetSettings shortWay() {
        return new TargetSettings(
                text("SUPERSET_URL"),
                text("SUPERSET_USERNAME"),
                new Secret(text("SUPERSET_PASSWORD")),
                TargetSettings.Provider.DB,
                new Secret(text("SUPERSET_API_KEY")),
                new Secret(""),
                TargetSettings.ClientCredentials.NONE,
                4,
                40,
                "",
                "",
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Map.of());
    }

    private String text(String name) {
        return environment.getProperty(name, "");
    }

    private static void check(String name, TargetSettings settings) {
        checkUrl(
                name, "url", settings.url(), "the address of Superset is needed, such as https://superset.example.org");
        checkSignIn(name, settings);
        checkLimit(name, "max-concurrency", settings.maxConcurrency(), 64);
        checkLimit(name, "max-requests-per-second", settings.maxRequestsPerSecond(), 1000);
        if (!settings.caCertificate().isEmpty() && !settings.sslBundle().isEmpty()) {
            throw wrong(
                    name,
                    "ssl-bundle",
                    settings.sslBundle(),
                    "either ca-certificate or ssl-bundle is needed, not both");
        }
        if (!settings.caCertificate().isEmpty() && !Files.isReadable(Path.of(settings.caCertificate()))) {
            throw wrong(name, "ca-certificate", settings.caCertificate(), "no such file, or it can't be read");
        }
    }

    private static void checkUrl(String name, String key, String url, String wanted) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null) {
                throw wrong(name, key, url, wanted);
            }
            if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
                throw wrong(name, key, "", "an address without user, query and fragment is needed");
            }
        } catch (URISyntaxException e) {
            throw wrong(name, key, "", "this is no address: " + e.getReason());
        }
    }

    private static void checkSignIn(String name, TargetSettings settings) {
        boolean user = !settings.username().isBlank();
        if (user == settings.password().isBlank()) {
            throw wrong(name, user ? "password" : "username", "", "username and password are needed together");
        }
        if (settings.oauth2().isHalf()) {
            throw wrong(name, "oauth2", "", "token-uri, client-id and client-secret are needed together");
        }
        if (settings.oauth2().isSet()) {
            checkUrl(
                    name,
                    "oauth2.token-uri",
                    settings.oauth2().tokenUri(),
                    "the address where the issuer gives tokens is needed");
        }
        long ways = Stream.of(
                        user,
                        !settings.apiKey().isBlank(),
                        !settings.accessToken().isBlank(),
                        settings.oauth2().isSet())
                .filter(present -> present)
                .count();
        if (ways != 1) {
            throw wrong(
                    name,
                    "username",
                    "",
                    "exactly one way to sign in is needed: username and password, or api-key, or access-token, or oauth2");
        }
    }

    private static void checkLimit(String name, String key, int value, int most) {
        if (value < 1 || value > most) {
            throw wrong(name, key, value, "a number from 1 to " + most + " is needed");
        }
    }

    private static InvalidConfigurationPropertyValueException wrong(
            String name, String key, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + "." + name + "." + key, value, reason);
    }
}
