package dev.tocsin.notifier.channel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.contract.Json;
import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Denied;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Failed;
import dev.tocsin.notifier.subscription.EndpointUrl;
import inet.ipaddr.IPAddressString;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A process of its own, in a network namespace that [ForbiddenAddressesTest] makes. There 169.254.169.254 is real and
/// listens, 203.0.113.7 stands for the open internet, and the firewall counts each packet to anywhere else.
///
/// The client is that of the service, with the system's own resolver, which asks a name server that lies as the worst
/// one could. Java's cache of names is off, so that each look-up asks anew.
final class IsolatedAttempts {

    static final String FORBIDDEN = "169.254.169.254";
    static final String OPEN = "203.0.113.7";

    private static final int OPEN_PORT = 8080;
    private static final List<Integer> FORBIDDEN_PORTS = List.of(80, 443, 8080, 8443);
    private static final int DNS_PORT = 53;
    private static final int CHANGING_ATTEMPTS = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /// @param url as a subscriber would write it
    /// @param problem that subscribing finds; empty for none
    /// @param outcome of sending to it, as if it had been stored nevertheless
    record Attempt(String url, String problem, String outcome) {}

    /// @param openRequests that the endpoint in the open internet got
    /// @param forbiddenConnections that the forbidden endpoint took
    /// @param strayPackets to anywhere but the name server and the open internet
    /// @param strayPacketsAfterCheck after one connection was made on purpose: shows that they are counted
    record Report(
            List<Attempt> attempts,
            List<String> changing,
            int openRequests,
            int forbiddenConnections,
            long strayPackets,
            int forbiddenConnectionsAfterCheck,
            long strayPacketsAfterCheck) {}

    private final AtomicInteger openRequests = new AtomicInteger();
    private final AtomicInteger forbiddenConnections = new AtomicInteger();
    private final AtomicInteger queries = new AtomicInteger();
    private final EndpointRules rules = new EndpointRules(AllowedEndpoints.of(List.of(OPEN + ":" + OPEN_PORT)));

    private IsolatedAttempts() {}

    /// @param arguments the file of the addresses to try, and the file to write the report to
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        var urls = Json.mapper().readValue(Path.of(arguments[0]).toFile(), String[].class);
        Json.mapper().writeValue(Path.of(arguments[1]).toFile(), new IsolatedAttempts().run(List.of(urls)));
        System.exit(0);
    }

    private Report run(List<String> urls) throws IOException, InterruptedException {
        listen();
        var vertx = Vertx.vertx();
        try (var _ = nameServer();
                var client = new GuardedClient(vertx, rules, Resolver::system, TIMEOUT)) {
            var attempts = urls.stream().map(url -> attempt(client, url)).toList();
            var changing = new ArrayList<String>();
            for (var number = 0; number < CHANGING_ATTEMPTS; number++) {
                changing.add(attempt(client, "http://changing.example:%d/".formatted(OPEN_PORT))
                        .outcome());
            }
            var requests = openRequests.get();
            var connections = forbiddenConnections.get();
            var strays = strayPackets();
            try (var socket = new Socket(FORBIDDEN, FORBIDDEN_PORTS.getFirst())) {
                socket.getInputStream().read();
            }
            return new Report(
                    attempts, changing, requests, connections, strays, forbiddenConnections.get(), strayPackets());
        }
    }

    private static Attempt attempt(GuardedClient client, String url) {
        return EndpointUrl.read(url)
                .map(read -> new Attempt(url, client.problemWith(read).orElse(""), send(client, read)))
                .orElseGet(() -> new Attempt(url, "is not an address", "Denied: not an address"));
    }

    private static String send(GuardedClient client, URI url) {
        return switch (client.post(url, Map.of(), "{}".getBytes(US_ASCII))) {
            case Answered answer -> "Answered: " + answer.status();
            case Denied(var reason) -> "Denied: " + reason;
            case Failed(var reason) -> "Failed: " + reason;
        };
    }

    private ChangingNameServer nameServer() throws IOException {
        return new ChangingNameServer(DNS_PORT)
                .with("open.example", bytes(OPEN))
                .with("forbidden.example", bytes(FORBIDDEN))
                .with("both.example", bytes(OPEN), bytes(FORBIDDEN))
                .with("other-way-round.example", bytes(FORBIDDEN), bytes(OPEN))
                .with("families.example", bytes(OPEN), bytes("fd00:ec2::254"))
                .with("mapped.example", bytes("::ffff:" + FORBIDDEN))
                .with("compatible.example", bytes("::" + FORBIDDEN))
                .with("nat64.example", bytes("64:ff9b::" + FORBIDDEN))
                .with("six-to-four.example", bytes("2002:a9fe:a9fe::"))
                .with("loopback.example", bytes("127.0.0.1"))
                .with("any.example", bytes("0.0.0.0"))
                .withAlias("alias.example", "forbidden.example")
                .withChanging("changing.example", () -> bytes(queries.getAndIncrement() % 3 == 2 ? FORBIDDEN : OPEN))
                .start();
    }

    private void listen() throws IOException {
        var open = HttpServer.create(new InetSocketAddress(OPEN, OPEN_PORT), 0);
        open.createContext("/", this::takeOrRedirect);
        open.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        open.start();
        for (var port : FORBIDDEN_PORTS) {
            var forbidden = new ServerSocket(port, 50, InetAddress.getByName(FORBIDDEN));
            Thread.ofVirtual().start(() -> take(forbidden));
        }
    }

    /// `/301` redirects with that status to the forbidden address.
    private void takeOrRedirect(HttpExchange exchange) throws IOException {
        openRequests.incrementAndGet();
        var path = exchange.getRequestURI().getPath().substring(1);
        try (exchange) {
            exchange.getResponseHeaders().add("Location", "http://%s/latest/meta-data/".formatted(FORBIDDEN));
            exchange.sendResponseHeaders(path.isEmpty() ? 200 : Integer.parseInt(path), -1);
        }
    }

    private void take(ServerSocket forbidden) {
        try {
            while (true) {
                try (var _ = forbidden.accept()) {
                    forbiddenConnections.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The last rule of each table counts what the rules before it did not let through.
    private static long strayPackets() throws IOException, InterruptedException {
        return last("iptables") + last("ip6tables");
    }

    private static long last(String table) throws IOException, InterruptedException {
        var process = new ProcessBuilder(table, "-nvxL", "OUTPUT").start();
        var lines = new String(process.getInputStream().readAllBytes(), US_ASCII)
                .strip()
                .lines()
                .toList();
        process.waitFor();
        return Long.parseLong(lines.getLast().strip().replaceFirst(" .*", ""));
    }

    /// With those of IPv6 always 16 bytes long, where Java makes an IPv4 address of some.
    private static byte[] bytes(String address) {
        return new IPAddressString(address).getAddress().getBytes();
    }
}
