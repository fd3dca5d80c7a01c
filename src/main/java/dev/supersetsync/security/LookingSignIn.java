package dev.supersetsync.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;

/**
 * Takes a browser's sign-in, where nothing is changed. Since a browser sends it along with forms of other sites too, it
 * is refused for everything else; so no protection against forged requests is needed.
 */
final class LookingSignIn implements AuthenticationConverter {

    private static final Set<String> LOOKING = Set.of("GET", "HEAD");

    private final AuthenticationConverter basic = new BasicAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var presented = basic.convert(request);
        if (presented != null && !LOOKING.contains(request.getMethod())) {
            throw new Refused.SignInOnlyLooks();
        }
        return presented;
    }
}
