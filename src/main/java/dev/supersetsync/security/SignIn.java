package dev.supersetsync.security;

import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Finds out whose token came: a configured one, or a JWT of the issuer. As the password of a browser's sign-in it is the
 * same token; the user's name does not matter.
 */
final class SignIn implements AuthenticationManager {

    private final Tokens tokens;
    private final Optional<JwtCallers> jwts;

    SignIn(Tokens tokens, Optional<JwtCallers> jwts) {
        this.tokens = tokens;
        this.jwts = jwts;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        var token = token(presented);
        return tokens.callerOf(token)
                .map(SignIn::signedIn)
                .or(() -> jwts.map(issuer -> issuer.authenticate(token)))
                .orElseThrow(Refused.UnknownToken::new);
    }

    static Authentication signedIn(Caller caller) {
        return UsernamePasswordAuthenticationToken.authenticated(caller, null, caller.authorities());
    }

    private static String token(Authentication presented) {
        return presented instanceof BearerTokenAuthenticationToken bearer
                ? bearer.getToken()
                : String.valueOf(presented.getCredentials());
    }
}
