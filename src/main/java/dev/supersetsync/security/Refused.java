package dev.supersetsync.security;

import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** Why a call is not let in; the message is written for the caller. */
abstract sealed class Refused extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private Refused(String message) {
        super(message);
    }

    /** The token is nobody's. */
    static final class UnknownToken extends Refused {
        @Serial
        private static final long serialVersionUID = 1L;

        UnknownToken() {
            super("The token is not known, or no longer valid.");
        }
    }

    /** A browser's own sign-in is sent along with whatever other pages make it send, so it only looks. */
    static final class SignInOnlyLooks extends Refused {
        @Serial
        private static final long serialVersionUID = 1L;

        SignInOnlyLooks() {
            super(
                    "A sign-in with user and password is for looking only: send the token as 'Authorization: Bearer <token>'.");
        }
    }

    /** Whether the token is valid cannot be told now. */
    static final class IssuerUnavailable extends Refused {
        @Serial
        private static final long serialVersionUID = 1L;

        IssuerUnavailable() {
            super("The issuer of the tokens does not answer, so the token cannot be checked. Try again later.");
        }
    }
}
