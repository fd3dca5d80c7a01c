package dev.supersetsync.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One call to a host that is no Superset.
 *
 * @param method such as {@code GET}
 * @param address an absolute address with http or https
 * @param headers what is sent along, {@code Content-Type} of the body included
 * @param body what is sent; empty for nothing
 * @param patience how long the whole call may take, from the look-up of the name to the last byte of the answer
 * @param mostBytes how long the body of the answer may be
 */
public record OutboundRequest(
        String method, URI address, Map<String, String> headers, byte[] body, Duration patience, int mostBytes) {

    public OutboundRequest {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** A read. */
    public static OutboundRequest get(URI address, Map<String, String> headers, Duration patience, int mostBytes) {
        return new OutboundRequest("GET", address, headers, new byte[0], patience, mostBytes);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Neither what follows the path, nor headers, nor the body: all can hold secrets. */
    @Override
    public String toString() {
        return method + " " + address.getScheme() + "://" + address.getHost() + address.getRawPath();
    }
}
