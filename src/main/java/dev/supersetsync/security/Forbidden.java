package dev.supersetsync.security;

import java.io.Serial;
import org.springframework.security.access.AccessDeniedException;

/** The caller's limits do not allow something; the message is written for the caller. */
public final class Forbidden extends AccessDeniedException {

    @Serial
    private static final long serialVersionUID = 1L;

    Forbidden(String message) {
        super(message);
    }
}
