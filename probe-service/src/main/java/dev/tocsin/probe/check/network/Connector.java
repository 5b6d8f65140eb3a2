package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static dev.tocsin.contract.health.ErrorKind.UNREACHABLE;

import dev.tocsin.contract.catalog.Authority;
import dev.tocsin.contract.catalog.HostName;
import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Phase;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Opens TCP connections, straight or through a proxy.
@Singleton
public final class Connector {

    private static final int LONGEST_HEAD = 65_536;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d\\.\\d (\\d{3})(?: .*)?");

    private final NameResolver names;
    private final DefaultProxy defaultProxy;

    public Connector(NameResolver names, DefaultProxy defaultProxy) {
        this.names = names;
        this.defaultProxy = defaultProxy;
    }

    public static @Nullable Route fill(@Nullable Route route, UnaryOperator<String> secrets) {
        if (route == null) {
            return null;
        }
        var proxy = route.proxy();
        var authorization = route.proxyAuthorization();
        return new Route(
                route.ip(),
                proxy == null ? null : secrets.apply(proxy),
                authorization == null ? null : secrets.apply(authorization));
    }

    /// A connection to the host, whose addresses compete until one takes it.
    public Socket connect(String host, int port, @Nullable Route route, Ask ask)
            throws IOException, InterruptedException {
        var proxy = proxy(route);
        if (proxy.isEmpty()) {
            return straight(host, port, route, ask);
        }
        var socket = connect(proxy.get(), ask);
        tunnel(socket, proxy.get(), new Authority(HostName.ascii(host).orElse(host), OptionalInt.of(port)));
        return socket;
    }

    /// The proxy through which the route leads, if any.
    public Optional<Proxy> proxy(@Nullable Route route) throws FaultFound {
        if (route == null || route.proxy() == null) {
            return defaultProxy.proxy();
        }
        try {
            return route.proxy().equals(Route.DIRECT)
                    ? Optional.empty()
                    : Optional.of(Proxy.of(route.proxy(), route.proxyAuthorization()));
        } catch (IllegalArgumentException e) {
            throw new FaultFound(Fault.unsure(OTHER, String.valueOf(e.getMessage())));
        }
    }

    /// A connection to the proxy itself. A proxy that does not take it says nothing about the target.
    public Socket connect(Proxy proxy, Ask ask) throws IOException, InterruptedException {
        try {
            return straight(proxy.host(), proxy.port(), null, ask);
        } catch (IOException e) {
            throw new FaultFound(Fault.unsure(
                    OTHER,
                    "no connection to the proxy: %s".formatted(Faults.of(e).detail())));
        }
    }

    private Socket straight(String host, int port, @Nullable Route route, Ask ask)
            throws IOException, InterruptedException {
        var addresses = names.resolve(host, route == null ? null : route.ip(), ask);
        ask.enter(Phase.CONNECT);
        return new AddressRace(addresses, port, ask).run();
    }

    /// RFC 9110, 9.3.6.
    private static void tunnel(Socket socket, Proxy proxy, Authority target) throws IOException {
        var request = new StringBuilder("CONNECT %s HTTP/1.1\r\nHost: %s\r\n".formatted(target, target));
        if (proxy.authorization() != null) {
            request.append("Proxy-Authorization: ")
                    .append(proxy.authorization())
                    .append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        var status = STATUS_LINE.matcher(head(socket).lines().findFirst().orElse(""));
        var answered = status.matches() ? Integer.parseInt(status.group(1)) : 0;
        if (answered < 200 || answered > 299) {
            throw new FaultFound(refusal(answered));
        }
    }

    /// A proxy's error about the target is the target's fault; one about the probe is not.
    private static Fault refusal(int status) {
        return switch (status) {
            case 502, 503 -> Fault.of(UNREACHABLE, "the proxy cannot reach the target: %d".formatted(status));
            case 504 -> Fault.of(TIMED_OUT, "the target does not answer the proxy: 504");
            case 0 -> Fault.unsure(OTHER, "the proxy does not speak HTTP/1.1");
            default -> Fault.unsure(OTHER, "the proxy refuses the probe: %d".formatted(status));
        };
    }

    /// Reads not a byte more, because the bytes that follow are the target's.
    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        var in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0 && head.length() < LONGEST_HEAD) {
            var next = in.read();
            if (next < 0) {
                throw new FaultFound(Fault.unsure(OTHER, "the proxy closed the connection"));
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
