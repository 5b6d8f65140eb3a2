package dev.tocsin.benchmarks.notices.http;

import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.BodyFormat;
import dev.tocsin.benchmarks.notices.EndpointState;
import dev.tocsin.benchmarks.notices.Endpoints;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/// All subscribers' endpoints: takes every notice at once, and records it, unless an endpoint hangs or fails.
///
/// Requests to other paths than `/subscriber/NUMBER` are only answered.
public final class Sink implements AutoCloseable {

    static final String SUBSCRIBER = "/subscriber/";

    private static final int BACKLOG = 4_096;
    private static final int ACCEPTED = 204;
    private static final int FAILED = 500;

    private final Vertx vertx = Vertx.vertx();
    private final Arrivals arrivals;
    private final BodyFormat format;
    private final IntFunction<EndpointState> states;

    public Sink(Endpoints endpoints, Arrivals arrivals, BodyFormat format) {
        this(endpoints, arrivals, format, _ -> EndpointState.ANSWERS);
    }

    /// @param states the state of each subscriber's endpoint, looked up at each request
    public Sink(Endpoints endpoints, Arrivals arrivals, BodyFormat format, IntFunction<EndpointState> states) {
        this.arrivals = arrivals;
        this.format = format;
        this.states = states;
        var listening = new ArrayList<CompletionStage<HttpServer>>();
        for (var host = 0; host < endpoints.hosts(); host++) {
            listening.add(vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
                    .requestHandler(this::take)
                    .listen(endpoints.port(), endpoints.address(host))
                    .toCompletionStage());
        }
        listening.forEach(each -> each.toCompletableFuture().join());
    }

    private void take(HttpServerRequest request) {
        var path = request.path();
        if (!path.startsWith(SUBSCRIBER)) {
            request.end();
            request.response().setStatusCode(ACCEPTED).end();
            return;
        }
        var subscriber = Integer.parseInt(path.substring(SUBSCRIBER.length()));
        switch (states.apply(subscriber)) {
            case ANSWERS -> note(request, subscriber);
            case HANGS -> {}
            case FAILS -> request.response().setStatusCode(FAILED).end();
        }
    }

    private void note(HttpServerRequest request, int subscriber) {
        request.body().onSuccess(buffer -> {
            var now = System.nanoTime();
            var body = buffer.toString(StandardCharsets.UTF_8);
            arrivals.arrive(format.incident(body), format.kind(body), subscriber, body, now);
            request.response().setStatusCode(ACCEPTED).end();
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
