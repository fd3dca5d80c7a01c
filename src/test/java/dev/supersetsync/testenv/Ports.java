package dev.supersetsync.testenv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports of this machine. Between the look and the use somebody else may take one: then the start fails. */
public final class Ports {

    private Ports() {}

    public static int free() {
        return open(0);
    }

    /** This port, or another one if it is taken. */
    public static int preferably(int port) {
        try {
            return open(port);
        } catch (UncheckedIOException e) {
            return free();
        }
    }

    private static int open(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
