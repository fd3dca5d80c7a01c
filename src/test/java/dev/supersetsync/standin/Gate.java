package dev.supersetsync.standin;

import dev.supersetsync.standin.Route.Access;

/** Checks what a caller shows, in Superset's order: the CSRF token of a write comes before any question who it is. */
record Gate(Sessions sessions, SecurityEndpoints security) {

    void check(Call call, Access access) {
        if (access == Access.TOKEN_AND_CSRF) {
            sessions.check(call);
        }
        if (access != Access.OPEN) {
            security.authenticate(call, access);
        }
    }
}
