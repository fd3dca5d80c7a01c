package dev.supersetsync.api;

import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * The body of a request, not read yet. What it says of many models is large, and the run that it starts takes long: so it
 * is read where it is understood, and nobody holds it while the run is waited for. It can be read once.
 */
interface Body {

    /** What was sent. */
    Submission read() throws IOException, ServletException;

    /** What was sent, where nothing need be sent: an empty body says nothing, whatever type it is said to have. */
    Submission readIfAny() throws IOException, ServletException;
}
