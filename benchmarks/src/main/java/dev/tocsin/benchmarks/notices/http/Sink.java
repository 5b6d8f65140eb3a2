package dev.tocsin.benchmarks.notices.http;

import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.Arrivals.Kind;
import dev.tocsin.benchmarks.notices.Endpoints;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;

/// All subscribers' endpoints: takes every notice at once, and notes it.
///
/// Requests to other paths than `/subscriber/NUMBER` are only answered.
public final class Sink implements AutoCloseable {

    static final String SUBSCRIBER = "/subscriber/";

    private static final int BACKLOG = 4_096;
    private static final int ACCEPTED = 204;
    private static final String INCIDENT = "\"incident\":\"";
    private static final int ID_LENGTH = 12;

    private final Vertx vertx = Vertx.vertx();
    private final Arrivals arrivals;

    public Sink(Endpoints endpoints, Arrivals arrivals) {
        this.arrivals = arrivals;
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
        request.body().onSuccess(buffer -> {
            var now = System.nanoTime();
            var body = buffer.toString(StandardCharsets.UTF_8);
            var id = body.indexOf(INCIDENT) + INCIDENT.length();
            arrivals.arrive(
                    body.substring(id, id + ID_LENGTH),
                    body.startsWith("{\"type\":\"incident.opened\"") ? Kind.OPENED : Kind.CLOSED,
                    subscriber,
                    body,
                    now);
            request.response().setStatusCode(ACCEPTED).end();
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
