package dev.tocsin.benchmarks.storm.http;

import dev.tocsin.benchmarks.storm.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Requests each address in turn until it is closed, with a pause between two requests.
public final class Readers implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI service;
    private final String token;
    private final HttpClient client;
    private final Clock clock;
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;

    /// @param token for requests to addresses of operators
    public Readers(URI service, String token, HttpClient client, Clock clock) {
        this.service = service;
        this.token = token;
        this.client = client;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name("readers").start(this::run);
    }

    /// Adds an address to those that are requested.
    public synchronized void ask(String what, String path) {
        addresses.put(what, path);
    }

    public synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    private void run() {
        try {
            while (true) {
                for (var address : addresses().entrySet()) {
                    keep(sample(address.getKey(), address.getValue()));
                    Thread.sleep(PAUSE);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Map<String, String> addresses() {
        return new LinkedHashMap<>(addresses);
    }

    private synchronized void keep(Sample sample) {
        samples.add(sample);
    }

    private Sample sample(String what, String path) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE).header("Accept-Encoding", "gzip");
        if (what.endsWith(StormPages.AS_OPERATOR)) {
            request.header("Authorization", "Bearer " + token);
        }
        var at = clock.instant();
        var began = System.nanoTime();
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Sample(what, at, millisSince(began), answer.statusCode(), answer.body().length);
        } catch (IOException _) {
            return new Sample(what, at, millisSince(began), 0, 0);
        }
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
