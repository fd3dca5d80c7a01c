package dev.supersetsync.superset;

import java.net.URI;

/** Makes addresses that people can open from those that Superset tells, which may or may not have its path prefix. */
final class Links {

    private final String baseUrl;
    private final String prefix;

    Links(String baseUrl) {
        this.baseUrl = baseUrl;
        String path = URI.create(baseUrl).getPath();
        this.prefix = path == null ? "" : path;
    }

    String to(String path) {
        if (path.startsWith("http://") || path.startsWith("https://")) {
            return path;
        }
        boolean hasPrefix = !prefix.isEmpty() && path.startsWith(prefix + "/");
        return baseUrl + (hasPrefix ? path.substring(prefix.length()) : path);
    }
}
