package dev.supersetsync.security;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who calls: all that is known of a caller, without the token.
 *
 * @param name the token's name, or {@code jwt:} and the subject of a JWT; no two callers share one
 * @param role what the caller may do
 * @param targets at which targets
 * @param strategySets with which strategy sets
 */
public record Caller(String name, Role role, Limit targets, Limit strategySets) implements AuthenticatedPrincipal {

    /** What Spring Security takes for the role of those who may see what tells of all targets. */
    static final String ALL_TARGETS = "ALL_TARGETS";

    /** What addresses ask for: its roles, and {@link #ALL_TARGETS}. */
    List<GrantedAuthority> authorities() {
        Stream<String> roles = role.included().map(Role::name);
        Stream<String> all = targets.isSet() ? Stream.of() : Stream.of(ALL_TARGETS);
        return Stream.concat(roles, all)
                .<GrantedAuthority>map(name -> new SimpleGrantedAuthority("ROLE_" + name))
                .toList();
    }

    @Override
    public String getName() {
        return name;
    }
}
