package dev.tocsin.probe.check.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A web site whose pages answer, redirect and set cookies. It records what it is asked.
final class HttpSite implements AutoCloseable {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> cookies = new CopyOnWriteArrayList<>();
    private final HttpServer server = server();

    HttpSite() {
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Each request's method, address and authorization, in order.
    List<String> seen() {
        return seen;
    }

    /// The cookies of each request to `/gate`, in order.
    List<String> cookies() {
        return cookies;
    }

    int port() {
        return server.getAddress().getPort();
    }

    HttpGet get(String path) {
        return get(path, "localhost");
    }

    HttpGet get(String path, String host) {
        return new HttpGet("http://%s:%d%s".formatted(host, port(), path));
    }

    private void serve(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        seen.add("%s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        requireNonNull(exchange.getRequestHeaders().getOrDefault("Authorization", List.of("-")))
                                .getFirst()));
        exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestURI().getPath()) {
            case "/login" -> answer(exchange, 200, "Password: fünf");
            case "/elsewhere" -> redirect(exchange, "/login?from=elsewhere");
            case "/round" -> redirect(exchange, "/round");
            case "/gate" -> gate(exchange);
            case "/cookie" -> {
                exchange.getResponseHeaders().add("Set-Cookie", "seen=yes; Path=/; HttpOnly");
                exchange.getResponseHeaders().add("Set-Cookie", "other=no; Domain=elsewhere.example");
                exchange.getResponseHeaders().add("Set-Cookie", "=;;; nonsense");
                redirect(exchange, "/gate");
            }
            case "/a/b" -> redirect(exchange, exchange.getRequestURI().getRawQuery() == null ? "?x=1" : "/a b");
            case "/a b" -> redirect(exchange, new String("/石田".getBytes(UTF_8), ISO_8859_1));
            case "/石田" -> answer(exchange, 200, "here");
            default -> answer(exchange, 404, "");
        }
    }

    private void gate(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        var cookie = requireNonNull(exchange.getRequestHeaders().getOrDefault("Cookie", List.of("-")))
                .getFirst();
        cookies.add(cookie);
        if (cookie.contains("seen=yes")) {
            answer(exchange, 200, "in");
        } else {
            redirect(exchange, "/cookie");
        }
    }

    static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("X-Cell", "login@na");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void redirect(com.sun.net.httpserver.HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
