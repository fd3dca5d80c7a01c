package dev.supersetsync.superset;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The targets that are configured the long way. It knows nothing of the short one, and judges nothing: that is for
 * {@link ConfiguredSettings}.
 *
 * @param targets how each Superset is reached, by the target's name
 */
@ConfigurationProperties("superset-sync")
record TargetsSettings(@DefaultValue Map<String, TargetSettings> targets) {}
