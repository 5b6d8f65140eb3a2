package dev.tocsin.incident.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that has the service below a path, and nothing else.
final class ReverseProxy implements AutoCloseable {

    private static final Set<String> OF_ONE_HOP =
            Set.of("connection", "upgrade", "http2-settings", "host", "content-length", "transfer-encoding");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// @param prefix such as `/status`
    /// @param stripped whether the service is asked without it
    ReverseProxy(URI service, String prefix, boolean stripped) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(prefix + "/", exchange -> {
            var asked = exchange.getRequestURI().toString();
            pass(exchange, service.resolve(stripped ? asked.substring(prefix.length()) : asked));
        });
        server.start();
    }

    URI root() {
        return URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
    }

    private void pass(HttpExchange exchange, URI to) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request = HttpRequest.newBuilder(to)
                    .method(
                            exchange.getRequestMethod(),
                            body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            response.headers().map().forEach((name, values) -> {
                if (!OF_ONE_HOP.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            var hasBody = response.statusCode() != 304 && response.statusCode() != 204;
            exchange.sendResponseHeaders(response.statusCode(), hasBody ? 0 : -1);
            try (var in = response.body();
                    var out = exchange.getResponseBody()) {
                var part = new byte[8_192];
                for (var length = in.read(part); length >= 0; length = in.read(part)) {
                    out.write(part, 0, length);
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }
}
