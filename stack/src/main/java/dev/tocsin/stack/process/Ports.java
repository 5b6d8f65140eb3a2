package dev.tocsin.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// TCP ports of this machine's loopback.
public final class Ports {

    public static final String LOOPBACK = "127.0.0.1";

    public static final InetAddress LOOPBACK_ADDRESS = InetAddress.ofLiteral(LOOPBACK);

    /// Below the ports that systems give to outgoing connections, so that no such connection takes a server's port
    /// while the server restarts.
    private static final int LOWEST = 20_000;

    private static final int BEYOND = 32_000;
    private static final int CONNECT_MILLIS = 500;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// A port that nothing listens on, never the same twice in one process.
    public static int free() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    public static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, LOOPBACK_ADDRESS)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// @throws StartFailure when something listens there already
    public static void demandFree(int port, String name) {
        if (!isFree(port)) {
            throw new StartFailure("Port %d, wanted for %s, is taken by another program".formatted(port, name));
        }
    }

    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK_ADDRESS, port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
