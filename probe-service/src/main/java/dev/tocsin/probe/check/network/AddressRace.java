package dev.tocsin.probe.check.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Connects to the first of a host's addresses that takes the connection. The next address is tried as soon as one
/// fails or has not answered for a while; earlier ones may still win (RFC 8305, 5).
final class AddressRace {

    /// The Connection Attempt Delay that RFC 8305, 8, recommends, and the least that it allows.
    private static final Duration DELAY = Duration.ofMillis(250);

    private static final Duration LEAST_DELAY = Duration.ofMillis(10);

    private final HostAddresses addresses;
    private final int port;
    private final Ask ask;
    private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private final List<Socket> under = new ArrayList<>();
    private int running;
    private @Nullable IOException failure;

    AddressRace(HostAddresses addresses, int port, Ask ask) {
        this.addresses = addresses;
        this.port = port;
        this.ask = ask;
    }

    /// @throws IOException the most informative of the attempts' failures
    Socket run() throws IOException, InterruptedException {
        while (true) {
            startNext();
            var attempt = awaitOne();
            if (attempt != null) {
                running--;
                if (attempt.failure() == null) {
                    closeOthers(attempt.socket());
                    return attempt.socket();
                }
                failure = moreTelling(failure, attempt.failure());
            }
        }
    }

    private void startNext() throws IOException, InterruptedException {
        var next = addresses.poll();
        if (next == null && running == 0) {
            addresses.awaitLate();
            next = addresses.poll();
        }
        if (next != null) {
            start(next);
        } else if (running == 0) {
            throw failure == null ? new NoRouteToHostException("the name has no address") : failure;
        }
    }

    private void start(InetAddress address) throws IOException {
        var socket = ask.holding(new Socket());
        under.add(socket);
        running++;
        if (running == 1 && !addresses.mayCome()) {
            ended.add(attempt(socket, address));
        } else {
            Thread.ofVirtual().start(() -> ended.add(attempt(socket, address)));
        }
    }

    private Attempt attempt(Socket socket, InetAddress address) {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, port));
            return new Attempt(socket, null);
        } catch (IOException e) {
            return new Attempt(socket, e);
        } catch (RuntimeException e) {
            return new Attempt(socket, new IOException(e));
        }
    }

    private @Nullable Attempt awaitOne() throws InterruptedException {
        return addresses.mayCome() ? ended.poll(delay().toMillis(), TimeUnit.MILLISECONDS) : ended.take();
    }

    /// Each address gets a share of the time, however many there are.
    private Duration delay() {
        var share = ask.timeout().dividedBy(addresses.known().size() + 1L);
        var delay = share.compareTo(DELAY) < 0 ? share : DELAY;
        return delay.compareTo(LEAST_DELAY) < 0 ? LEAST_DELAY : delay;
    }

    /// A missing route to one address is less informative than a failure on the way to another.
    private static IOException moreTelling(@Nullable IOException earlier, IOException later) {
        return earlier != null && hasNoWay(later) && !hasNoWay(earlier) ? earlier : later;
    }

    private static boolean hasNoWay(IOException failure) {
        var message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof NoRouteToHostException
                || message.contains("unreachable")
                || message.contains("unavailable")
                || message.contains("cannot assign")
                || message.contains("not supported");
    }

    private void closeOthers(Socket winner) throws IOException {
        for (var socket : under) {
            if (!socket.equals(winner)) {
                socket.close();
            }
        }
    }

    /// @param failure null where the connection was made
    private record Attempt(Socket socket, @Nullable IOException failure) {}
}
