package dev.tocsin.probe.check.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port on which nothing listens. It is bound for as long as it is open, so that no other process gets it.
public record ClosedPort(Socket bound) implements AutoCloseable {

    public static ClosedPort onLoopback() throws IOException {
        return on(InetAddress.getLoopbackAddress(), 0);
    }

    static ClosedPort on(InetAddress address, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new ClosedPort(socket);
    }

    public int port() {
        return bound.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
