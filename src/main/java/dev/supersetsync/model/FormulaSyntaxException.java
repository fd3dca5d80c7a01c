package dev.supersetsync.model;

/** A formula that cannot be read; its message says why, in words for whoever wrote it. */
final class FormulaSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FormulaSyntaxException(String message) {
        super(message);
    }
}
