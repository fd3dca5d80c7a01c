package dev.supersetsync.security;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who calls: all that is known of a caller, without the token.
 *
 * @param name the token's name, or {@code jwt:} and the subject of a JWT; no two callers share one
 * @param role what the caller may do
 * @param targets at which targets
 * @param strategySets with which strategy sets
 */
public record Caller(String name, Role role, Limit targets, Limit strategySets) implements AuthenticatedPrincipal {

    @Override
    public String getName() {
        return name;
    }
}
