package dev.supersetsync.source;

import java.net.URI;
import java.util.regex.PatternSyntaxException;

/** A place that models come from. It is not looked at here. */
sealed interface Location {

    /**
     * Files.
     *
     * @param pattern a path, or a glob as {@link java.nio.file.FileSystem#getPathMatcher} has them
     */
    record Files(String pattern) implements Location {}

    /** An address, of which only {@link #shown()} may be seen: what comes after the path can be a secret. */
    record Address(URI uri) implements Location {

        String shown() {
            return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
        }

        String fileName() {
            String path = uri.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * Understands a configured place.
     *
     * @param key what is named if it cannot be understood
     */
    static Location of(String key, String text) {
        if (text.startsWith("file:")) {
            return files(key, text.substring("file:".length()));
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return new Address(address(key, text));
        }
        throw new IllegalArgumentException(key + " must begin with file:, http:// or https://.");
    }

    private static Files files(String key, String pattern) {
        try {
            if (Glob.isPattern(pattern)) {
                Glob.of(pattern);
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(key + " is no pattern of files: " + e.getDescription() + ".", e);
        }
        return new Files(pattern);
    }

    private static URI address(String key, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " has an address that is none.", e);
        }
        throw new IllegalArgumentException(key + " needs an address with a host and without user and password.");
    }
}
