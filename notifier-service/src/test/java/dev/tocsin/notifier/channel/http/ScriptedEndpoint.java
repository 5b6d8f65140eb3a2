package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes connections, reads a request from each, writes what a test says, and closes or holds the connection.
final class ScriptedEndpoint implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> held = new CopyOnWriteArrayList<>();

    ScriptedEndpoint(String written, boolean closes) throws IOException {
        this(written, closes, 0, "127.0.0.1");
    }

    ScriptedEndpoint(String written, boolean closes, int port, String address) throws IOException {
        server = new ServerSocket(port, 10, InetAddress.getByName(address));
        Thread.ofVirtual().start(() -> serve(written, closes));
    }

    private void serve(String written, boolean closes) {
        try {
            while (true) {
                var socket = server.accept();
                connections.incrementAndGet();
                held.add(socket);
                var in = socket.getInputStream();
                var read = new StringBuilder();
                while (!read.toString().endsWith("{}")) {
                    read.append((char) in.read());
                }
                socket.getOutputStream().write(written.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                if (closes) {
                    socket.close();
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    String url() {
        return "http://127.0.0.1:%d/".formatted(server.getLocalPort());
    }

    EndpointRules rules() {
        return new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.1:" + server.getLocalPort())));
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : held) {
            socket.close();
        }
    }
}
