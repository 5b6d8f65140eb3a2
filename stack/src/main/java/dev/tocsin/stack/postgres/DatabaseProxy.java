package dev.tocsin.stack.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Stands between a service under test and its database, and drops or loses data when a test says so.
///
/// The condition is a system property, because Quarkus loads a test and its resources by different class loaders.
public final class DatabaseProxy implements AutoCloseable {

    public enum Condition {
        WHOLE,

        /// Data arrives only when the connection is whole again, as if packets were dropped. No connection notices
        /// that by itself.
        SILENT,

        /// Each fourth commit never arrives, and the answer to each seventh is lost, so that nobody can know whether
        /// it arrived.
        LOSES_COMMITS
    }

    private static final String CONDITION = "tocsin.test.database-proxy";
    private static final Duration LOOK = Duration.ofMillis(20);

    private final int database;
    private final ServerSocket door;
    private final AtomicInteger commits = new AtomicInteger();

    private DatabaseProxy(int database, ServerSocket door) {
        this.database = database;
        this.door = door;
    }

    public static void set(Condition condition) {
        System.setProperty(CONDITION, condition.name());
    }

    /// @param database its port on the loopback
    public static DatabaseProxy to(int database) {
        set(Condition.WHOLE);
        try {
            var proxy = new DatabaseProxy(database, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() {
        set(Condition.WHOLE);
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var link = new ProxiedConnection(door.accept(), new Socket(InetAddress.getLoopbackAddress(), database));
                Thread.ofVirtual().start(link::ask);
                Thread.ofVirtual().start(link::answer);
            } catch (IOException _) {
                // the door is closed, or the database does not listen: then nobody is connected
            }
        }
    }

    private static Condition condition() {
        return Condition.valueOf(System.getProperty(CONDITION));
    }

    private final class ProxiedConnection {

        private final Socket service;
        private final Socket server;
        private volatile boolean losesAnswer;

        ProxiedConnection(Socket service, Socket server) {
            this.service = service;
            this.server = server;
        }

        void ask() {
            pump(service, server, this::isLost);
        }

        void answer() {
            pump(server, service, _ -> losesAnswer);
        }

        private boolean isLost(byte[] asked) {
            if (condition() != Condition.LOSES_COMMITS || !new String(asked, US_ASCII).contains("COMMIT")) {
                return false;
            }
            var commit = commits.incrementAndGet();
            losesAnswer = commit % 7 == 6;
            return commit % 4 == 3;
        }

        private void pump(Socket from, Socket to, Loss loss) {
            var bytes = new byte[64 * 1024];
            try (from;
                    to) {
                for (var read = from.getInputStream().read(bytes);
                        read >= 0;
                        read = from.getInputStream().read(bytes)) {
                    while (condition() == Condition.SILENT) {
                        LockSupport.parkNanos(LOOK.toNanos());
                    }
                    if (loss.isOf(Arrays.copyOf(bytes, read))) {
                        return;
                    }
                    to.getOutputStream().write(bytes, 0, read);
                }
            } catch (IOException _) {
                // one side has hung up, so the connection to the other side is closed
            }
        }
    }

    private interface Loss {
        boolean isOf(byte[] sent);
    }
}
