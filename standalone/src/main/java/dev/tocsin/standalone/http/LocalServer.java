package dev.tocsin.standalone.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One HTTP server on virtual threads, from its start to its close.
public final class LocalServer implements AutoCloseable {

    private static final int MAX_BODY = 256 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;

    private LocalServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// @throws java.net.BindException when the port is taken
    public static LocalServer start(InetSocketAddress address, Endpoint endpoint) throws IOException {
        var server = HttpServer.create(address, 256);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.createContext("/", exchange -> serve(exchange, endpoint));
        server.setExecutor(threads);
        server.start();
        return new LocalServer(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            var request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders(),
                    body);
            var reply = body.length > MAX_BODY
                    ? Reply.problem(413, "Content too large", "The body must be at most 256 kB long.")
                    : endpoint.answer(request);
            reply.send(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Closes the port and every connection at once.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
