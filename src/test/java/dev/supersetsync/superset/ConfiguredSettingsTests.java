package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.settings.Secret;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

class ConfiguredSettingsTests {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void readsTarget() {
        set("url", "https://superset.example.org/analytics/");
        set("username", "sync");
        set("password", "geheim");
        set("provider", "ldap");
        set("max-concurrency", "2");
        set("databases.warehouse.sqlalchemy-uri", "postgresql://u:p@db/dwh");

        TargetSettings settings = Objects.requireNonNull(read().get("main"));

        assertThat(settings.url()).isEqualTo("https://superset.example.org/analytics");
        assertThat(settings.provider()).isEqualTo(TargetSettings.Provider.LDAP);
        assertThat(settings.maxConcurrency()).isEqualTo(2);
        assertThat(settings.maxRequestsPerSecond()).isEqualTo(40);
        assertThat(settings.toString()).doesNotContain("geheim", "u:p");
        assertThat(settings.databases()).containsOnlyKeys("warehouse");
    }

    @Test
    void takesTheShortWayForMain() {
        environment.withProperty("SUPERSET_URL", "http://localhost:8088").withProperty("SUPERSET_API_KEY", "sst_x");

        assertThat(read()).containsOnlyKeys("main");
        assertThat(read().get("main")).extracting(TargetSettings::apiKey).isEqualTo(new Secret("sst_x"));
    }

    @Test
    void prefersTheLongWay() {
        environment.withProperty("SUPERSET_URL", "http://short");
        set("url", "http://long");
        set("access-token", "t");

        assertThat(read().get("main")).extracting(TargetSettings::url).isEqualTo("http://long");
    }

    @ParameterizedTest
    @CsvSource({
        "url, ''",
        "url, superset.example.org",
        "url, https://ana:geheim@host",
        "url, https://host/?a=b",
        "api-key, ''",
        "username, ana",
        "max-concurrency, 0",
        "max-requests-per-second, 1001",
        "ca-certificate, /no/such/file.pem"
    })
    void refusesWhatIsWrong(String key, String value) {
        set("url", "http://host");
        set("api-key", "k");
        set(key, value);

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void refusesTwoWaysToSignIn() {
        set("url", "http://host");
        set("api-key", "k");
        set("access-token", "t");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("exactly one way to sign in");
    }

    @Test
    void readsClientCredentialsAndHidesTheSecret() {
        set("url", "http://host");
        set("oauth2.token-uri", "https://login.example.org/token");
        set("oauth2.client-id", "superset-sync");
        set("oauth2.client-secret", "geheim");
        set("oauth2.scope", "superset");

        TargetSettings settings = Objects.requireNonNull(read().get("main"));

        assertThat(settings.oauth2())
                .isEqualTo(new TargetSettings.ClientCredentials(
                        "https://login.example.org/token", "superset-sync", new Secret("geheim"), "superset"));
        assertThat(settings.toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "client-id, '', 'token-uri, client-id and client-secret are needed together'",
        "client-secret, '', 'token-uri, client-id and client-secret are needed together'",
        "token-uri, '', 'token-uri, client-id and client-secret are needed together'",
        "token-uri, login.example.org/token, the address where the issuer gives tokens",
        "token-uri, https://id:geheim@login.example.org/token, without user",
    })
    void refusesClientCredentialsThatAreWrong(String key, String value, String said) {
        set("url", "http://host");
        set("oauth2.token-uri", "https://login.example.org/token");
        set("oauth2.client-id", "superset-sync");
        set("oauth2.client-secret", "geheim");
        set("oauth2." + key, value);

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void refusesCertificateAndBundleTogether() {
        set("url", "http://host");
        set("api-key", "k");
        set("ca-certificate", "ca.pem");
        set("ssl-bundle", "company");

        assertThatThrownBy(this::read).hasMessageContaining("either ca-certificate or ssl-bundle");
    }

    private Map<String, TargetSettings> read() {
        TargetsSettings configured =
                Binder.get(environment).bindOrCreate("superset-sync", Bindable.of(TargetsSettings.class));
        return new ConfiguredSettings(environment, configured).read();
    }

    private void set(String key, String value) {
        environment.setProperty("superset-sync.targets.main." + key, value);
    }
}
