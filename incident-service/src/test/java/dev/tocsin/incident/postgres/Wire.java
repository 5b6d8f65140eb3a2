package dev.tocsin.incident.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A wire between a service and its database, which can be cut or be bad.
///
/// How it is stands in a system property, because Quarkus loads a test and what it needs by different class loaders.
public final class Wire implements AutoCloseable {

    public enum Condition {
        WHOLE,

        /// Whatever is sent arrives only when the wire is whole again: as if packets were dropped.
        SILENT,

        /// Each fourth commit never arrives, and the answer to each seventh is lost, when nobody can know.
        LOSES_COMMITS
    }

    private static final String CONDITION = "tocsin.test.wire";
    private static final Duration LOOK = Duration.ofMillis(20);

    private final int database;
    private final ServerSocket door;
    private final AtomicInteger commits = new AtomicInteger();

    private Wire(int database, ServerSocket door) {
        this.database = database;
        this.door = door;
    }

    public static void is(Condition condition) {
        System.setProperty(CONDITION, condition.name());
    }

    /// @param database its port on the loopback
    public static Wire to(int database) throws IOException {
        is(Condition.WHOLE);
        var wire = new Wire(database, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(wire::accept);
        return wire;
    }

    public int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        is(Condition.WHOLE);
        door.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var link = new Link(door.accept(), new Socket(InetAddress.getLoopbackAddress(), database));
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

    private final class Link {

        private final Socket service;
        private final Socket server;
        private volatile boolean losesAnswer;

        Link(Socket service, Socket server) {
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
                // one side has hung up, so the other is hung up on
            }
        }
    }

    private interface Loss {
        boolean isOf(byte[] sent);
    }
}
