package dev.supersetsync.api;

import java.net.URI;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Addresses in the headers of answers, as the caller sees the service: proxies and path prefixes included. */
final class Links {

    private Links() {}

    static URI run(String id) {
        return at("/runs/{id}", id);
    }

    static URI plan(String id) {
        return at("/plans/{id}", id);
    }

    static URI strategySet(String name) {
        return at("/strategy-sets/{name}", name);
    }

    private static URI at(String path, String name) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(path)
                .buildAndExpand(name)
                .encode()
                .toUri();
    }
}
