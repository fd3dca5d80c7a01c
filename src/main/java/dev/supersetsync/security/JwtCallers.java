package dev.supersetsync.security;

import dev.supersetsync.security.CallerSettings.Issuer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Callers with a JWT of the configured issuer. The issuer is asked for its keys when the first JWT comes, so that the
 * service starts without it, and again when a JWT names a key that is not known, or after some minutes: so it can change
 * them, and their kind.
 */
final class JwtCallers {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JwtDecoder decoder;
    private final String rolesClaim;

    JwtCallers(Issuer settings) {
        this.decoder = new SupplierJwtDecoder(() -> decoder(settings));
        this.rolesClaim = settings.rolesClaim();
    }

    /** Who comes with a JWT; one without a scope of ours is somebody who may do nothing. */
    Authentication authenticate(String token) {
        var jwt = decoded(token);
        var name = "jwt:" + Optional.ofNullable(jwt.getSubject()).orElse("");
        return role(jwt)
                .map(role -> SignIn.signedIn(new Caller(name, role, Limit.NONE, Limit.NONE)))
                .orElseGet(() -> UsernamePasswordAuthenticationToken.authenticated(name, null, List.of()));
    }

    private Jwt decoded(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw new Refused.UnknownToken();
        } catch (JwtException | JwtDecoderInitializationException e) {
            throw new Refused.IssuerUnavailable();
        }
    }

    private Optional<Role> role(Jwt jwt) {
        var scopes = words(jwt.getClaim(rolesClaim));
        return Arrays.stream(Role.values())
                .filter(role -> scopes.contains(role.scope()))
                .max(Comparator.naturalOrder());
    }

    private static List<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text.split("\\s+"));
            case Collection<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    private static JwtDecoder decoder(Issuer settings) {
        var decoder = NimbusJwtDecoder.withIssuerLocation(settings.issuerUri())
                .jwsAlgorithms(all -> all.addAll(List.of(SignatureAlgorithm.values())))
                .restOperations(new RestTemplate(patient()))
                .build();
        decoder.setJwtValidator(validator(settings));
        return decoder;
    }

    private static SimpleClientHttpRequestFactory patient() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        return requests;
    }

    /** What an access token says of itself: what RFC 9068 has it say, or what was usual before, or nothing. */
    private static JwtTypeValidator typeOfAccessTokens() {
        var types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        types.setAllowEmpty(true);
        return types;
    }

    private static OAuth2TokenValidator<Jwt> validator(Issuer settings) {
        var issued = JwtValidators.createDefaultWithValidators(
                List.of(new JwtIssuerValidator(settings.issuerUri()), typeOfAccessTokens()));
        var meant = new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience()));
        return new DelegatingOAuth2TokenValidator<>(issued, meant);
    }
}
