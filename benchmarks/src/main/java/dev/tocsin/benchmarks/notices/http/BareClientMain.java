package dev.tocsin.benchmarks.notices.http;

import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.benchmarks.process.ProcessTree;
import dev.tocsin.contract.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The process of [BareClient]; writes its [BareRound]s as JSON.
public final class BareClientMain {

    private static final Map<String, String> HEADERS = Map.of(
            "webhook-id",
            "0123456789abcdef0123456789abcdef",
            "webhook-timestamp",
            "1764300000",
            "webhook-signature",
            "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
            "content-type",
            "application/json",
            "user-agent",
            "Tocsin");

    private final Endpoints endpoints;
    private final Buffer body;
    private final HttpClient client;

    private BareClientMain(Endpoints endpoints, Buffer body, HttpClient client) {
        this.endpoints = endpoints;
        this.body = body;
        this.client = client;
    }

    /// @param arguments port, hosts, requests of a round, requests at a time, rounds, the file of the body, and the
    ///     file to write
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var endpoints = new Endpoints(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        var inFlight = Integer.parseInt(arguments[3]);
        var client = Vertx.vertx()
                .createHttpClient(new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(inFlight));
        var bare = new BareClientMain(endpoints, Buffer.buffer(Files.readAllBytes(Path.of(arguments[5]))), client);
        var rounds = new ArrayList<BareRound>();
        for (var round = 0; round < Integer.parseInt(arguments[4]); round++) {
            rounds.add(bare.round(inFlight));
        }
        Files.writeString(Path.of(arguments[6]), Json.mapper().writeValueAsString(rounds));
        System.exit(0);
    }

    private BareRound round(int inFlight) throws InterruptedException {
        var process = new ProcessTree(ProcessHandle.current().pid());
        var computed = process.computed();
        var began = System.nanoTime();
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        var ended = new CountDownLatch(inFlight);
        for (var line = 0; line < inFlight; line++) {
            Thread.ofVirtual().start(() -> send(next, failed, ended));
        }
        ended.await();
        var seconds = (System.nanoTime() - began) / 1e9;
        return new BareRound(
                endpoints.subscribers(),
                seconds,
                process.computed().minus(computed).toMillis(),
                failed.get());
    }

    /// Sends requests one after another, until all were sent.
    private void send(AtomicInteger next, AtomicInteger failed, CountDownLatch ended) {
        var number = next.getAndIncrement();
        if (number >= endpoints.subscribers()) {
            ended.countDown();
            return;
        }
        client.request(options(number)).compose(this::exchange).onComplete(status -> {
            if (status.failed() || status.result() / 100 != 2) {
                failed.incrementAndGet();
            }
            send(next, failed, ended);
        });
    }

    private Future<Integer> exchange(HttpClientRequest request) {
        request.headers().setAll(HEADERS);
        return request.send(body).map(response -> {
            request.reset();
            return response.statusCode();
        });
    }

    private RequestOptions options(int number) {
        var address = endpoints.addressOf(number);
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(endpoints.port(), address))
                .setHost(address)
                .setPort(endpoints.port())
                .setURI("/bare/" + number);
    }
}
