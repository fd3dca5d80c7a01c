package dev.supersetsync.testenv;

import java.util.HashMap;
import java.util.Map;

/** Says the options in the environment variables that {@code superset_config.py} and Superset itself read. */
final class SupersetSettings {

    private SupersetSettings() {}

    static Map<String, String> environment(String version, SupersetOptions options) {
        var environment = new HashMap<String, String>();
        environment.put("SUPERSET_RATELIMIT", String.valueOf(options.rateLimit()));
        environment.put("SUPERSET_DATA_CACHE", String.valueOf(options.dataCache()));
        environment.put("SUPERSET_FEATURE_ENABLE_TEMPLATE_PROCESSING", String.valueOf(options.templates()));
        environment.put("SUPERSET_SECURITY_API", String.valueOf(options.securityApi()));
        environment.put(
                "SUPERSET_ACCESS_TOKEN_SECONDS",
                String.valueOf(options.accessTokenLife().toSeconds()));
        if (!options.issuer().isEmpty()) {
            environment.put("SUPERSET_ISSUER", options.issuer());
        }
        if (!options.pathPrefix().isEmpty()) {
            // Before 6.0 Superset knows no prefix of its own, but what serves it does.
            environment.put(version.startsWith("6") ? "SUPERSET_APP_ROOT" : "SCRIPT_NAME", options.pathPrefix());
        }
        return environment;
    }
}
