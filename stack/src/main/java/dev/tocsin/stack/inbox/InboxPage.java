package dev.tocsin.stack.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.process.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Serves [InboxSection]s on this machine's loopback: a page with a tab for each, and JSON under `/api/`.
public final class InboxPage implements AutoCloseable {

    /// Instants as RFC 3339, like everywhere in Tocsin.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /// No script, and nothing from elsewhere: a received mail must not call home.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'";

    private final HttpServer server;

    private InboxPage(HttpServer server) {
        this.server = server;
    }

    /// @param sections the first one is the start page
    /// @throws StartFailure when the port is taken
    public static InboxPage start(int port, List<InboxSection> sections) {
        try {
            var server = HttpServer.create(new InetSocketAddress(Ports.LOOPBACK_ADDRESS, port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> reply(exchange, sections).send(exchange));
            server.start();
            return new InboxPage(server);
        } catch (IOException e) {
            throw new StartFailure("The inbox page did not start on port %d: %s".formatted(port, e.getMessage()));
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// The address of a section's items as JSON.
    public URI api(String section) {
        return URI.create("http://%s:%d/api/%s".formatted(Ports.LOOPBACK, port(), section));
    }

    /// Reads the items of another process' page, or of one in another class loader.
    public static <T> List<T> read(URI api, Class<T> item) {
        try (var in = api.toURL().openStream()) {
            return JSON.convertValue(
                    JSON.readTree(in).path("items"), JSON.getTypeFactory().constructCollectionType(List.class, item));
        } catch (IOException e) {
            throw new UncheckedIOException("The inbox does not answer at " + api, e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static InboxReply reply(HttpExchange exchange, List<InboxSection> sections) throws IOException {
        if (!OwnNames.LOCAL.has(exchange.getRequestHeaders().getFirst("Host"))) {
            return new InboxReply(403, "text/plain", "Only pages of this address may send requests\n");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return new InboxReply(405, "text/plain", "Only GET requests are allowed\n");
        }
        var path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        if (path.length == 2 && path[0].equals("api")) {
            var section = named(path[1], sections);
            if (section.isPresent()) {
                return new InboxReply(
                        200,
                        "application/json",
                        JSON.writeValueAsString(new InboxItems(section.get().items(), null)));
            }
        }
        var section = path[0].isEmpty() ? Optional.of(sections.getFirst()) : named(path[0], sections);
        return section.flatMap(it -> (path.length == 1 ? Optional.of(it.list()) : it.item(path[1]))
                        .map(body -> new InboxReply(200, "text/html", Html.page(sections, it, body))))
                .orElse(new InboxReply(404, "text/plain", "There is nothing here\n"));
    }

    private static Optional<InboxSection> named(String name, List<InboxSection> sections) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /// The list format of all of Tocsin's APIs; all items are on one page.
    private record InboxItems(List<?> items, @Nullable String next) {}

    private record InboxReply(int status, String type, String body) {

        void send(HttpExchange exchange) throws IOException {
            try (exchange) {
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                var headers = exchange.getResponseHeaders();
                headers.set("Content-Type", type + "; charset=utf-8");
                headers.set("Content-Security-Policy", POLICY);
                headers.set("X-Content-Type-Options", "nosniff");
                headers.set("Cache-Control", "no-store");
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
