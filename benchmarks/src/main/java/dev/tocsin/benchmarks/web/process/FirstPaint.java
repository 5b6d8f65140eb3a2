package dev.tocsin.benchmarks.web.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.file.PathUtils;

/// Measures when Chromium first paints a page that only operators may see: a proxy on the loopback adds the operator
/// token to each request, and a script to the page that reports what Chromium's clock says.
public final class FirstPaint implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REPORT = "/first-contentful-paint";
    private static final String SCRIPT_PATH = "/paint.js";
    private static final String SCRIPT = """
            new PerformanceObserver((list) => {
              for (const entry of list.getEntriesByName("first-contentful-paint")) fetch(`%s?${entry.startTime}`);
            }).observe({ type: "paint", buffered: true });
            """.formatted(REPORT);

    private final URI service;
    private final String token;
    private final HttpClient client;
    private final Path browser;
    private final HttpServer proxy;
    private final CompletableFuture<Duration> reported = new CompletableFuture<>();

    private FirstPaint(URI service, String token, HttpClient client, Path browser) throws IOException {
        this.service = service;
        this.token = token;
        this.client = client;
        this.browser = browser;
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.createContext("/", this::answer);
        proxy.start();
    }

    /// The time from the start of the navigation to the first paint with content; empty without a Chromium.
    ///
    /// @param token the operator token
    public static Optional<Duration> of(URI service, String path, String token, HttpClient client)
            throws IOException, InterruptedException {
        var browser = Programs.find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        if (browser.isEmpty()) {
            return Optional.empty();
        }
        try (var measuring = new FirstPaint(service, token, client, browser.get())) {
            return Optional.of(measuring.open(path));
        }
    }

    private Duration open(String path) throws IOException, InterruptedException {
        var profile = Files.createTempDirectory("first-paint");
        var process = new ProcessBuilder(
                        browser.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--user-data-dir=" + profile,
                        "--window-size=1280,900",
                        "http://127.0.0.1:%d%s".formatted(proxy.getAddress().getPort(), path))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return reported.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Chromium did not paint " + path, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            PathUtils.deleteDirectory(profile);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            switch (path) {
                case REPORT -> {
                    var millis = Double.parseDouble(exchange.getRequestURI().getQuery());
                    reported.complete(Duration.ofNanos(Math.round(millis * 1_000_000)));
                    exchange.sendResponseHeaders(204, -1);
                }
                case SCRIPT_PATH -> send(exchange, 200, "text/javascript", SCRIPT.getBytes(UTF_8));
                default -> forward(exchange, path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Streams are not followed: the page is painted before anything changes.
    private void forward(HttpExchange exchange, String path) throws IOException, InterruptedException {
        if (path.endsWith("/live")) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        var request = HttpRequest.newBuilder(service.resolve(exchange.getRequestURI()))
                .header("Accept", "text/html,*/*")
                .header("Authorization", "Bearer " + token);
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        var type = answer.headers().firstValue("Content-Type").orElse("application/octet-stream");
        var body = answer.body();
        if (type.startsWith("text/html")) {
            var script = "<script src=\"%s\" async></script></body>".formatted(SCRIPT_PATH);
            body = new String(body, UTF_8).replace("</body>", script).getBytes(UTF_8);
        }
        send(exchange, answer.statusCode(), type, body);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        proxy.stop(0);
    }
}
