package dev.tocsin.notifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a service and its database, and forwards nothing while a system property says so: as if packets were
/// dropped, which no connection notices by itself.
final class PausedProxy implements AutoCloseable {

    /// Seen by all class loaders of the JVM.
    private static final String PAUSED = "tocsin.test.proxy-paused";

    private final ServerSocket server;
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    PausedProxy(int to) {
        this.to = to;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static void pause() {
        System.setProperty(PAUSED, "true");
    }

    static void goOn() {
        System.clearProperty(PAUSED);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), to);
                open.add(client);
                open.add(database);
                Thread.ofVirtual().start(() -> forward(client, database));
                Thread.ofVirtual().start(() -> forward(database, client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void forward(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException _) {
            // one side left
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var bytes = new byte[8192];
        for (var length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            while (Boolean.getBoolean(PAUSED)) {
                Thread.sleep(Duration.ofMillis(20));
            }
            out.write(bytes, 0, length);
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
