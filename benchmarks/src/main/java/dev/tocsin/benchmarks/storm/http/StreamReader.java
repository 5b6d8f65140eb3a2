package dev.tocsin.benchmarks.storm.http;

import dev.tocsin.benchmarks.storm.Streamed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Follows one stream of server-sent events, and reconnects as a browser does when it was dropped.
public final class StreamReader implements AutoCloseable {

    private final String what;
    private final HttpRequest request;
    private final HttpClient client;
    private final Clock clock;
    private final List<Streamed> events = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private int connections;

    public StreamReader(URI service, String path, boolean asOperator, String token, HttpClient client, Clock clock) {
        this.what = asOperator ? StormPages.asOperator(path) : path;
        this.client = client;
        this.clock = clock;
        var builder = HttpRequest.newBuilder(service.resolve(path)).header("Accept", "text/event-stream");
        request = (asOperator ? builder.header("Authorization", "Bearer " + token) : builder).build();
        thread = Thread.ofVirtual().name("reader of " + what).start(this::run);
    }

    public String what() {
        return what;
    }

    public synchronized List<Streamed> events() {
        return List.copyOf(events);
    }

    /// The number of times that it had to connect.
    public synchronized int connections() {
        return connections;
    }

    private void run() {
        while (!closed) {
            try {
                connect();
            } catch (IOException _) {
                // the stream was dropped; the next connection is counted
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void connect() throws IOException, InterruptedException {
        synchronized (this) {
            connections++;
        }
        try (var lines = new BufferedReader(new InputStreamReader(
                client.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            var bytes = 0L;
            for (var line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
                bytes += line.length() + 1;
                if (line.isEmpty()) {
                    keep(bytes);
                    bytes = 0;
                }
            }
        }
    }

    private synchronized void keep(long bytes) {
        events.add(new Streamed(what, clock.instant(), bytes));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
