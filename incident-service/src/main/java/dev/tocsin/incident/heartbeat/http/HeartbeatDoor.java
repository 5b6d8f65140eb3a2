package dev.tocsin.incident.heartbeat.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.heartbeat.Signal;
import dev.tocsin.incident.heartbeat.http.Heartbeats.Callable;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.WriteResult;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Takes the calls of jobs: everybody who has the URL may call, and gets OK once Kafka has the event.
///
/// The route comes before the limits on bodies and before the check that forms carry a token, so a call counts
/// whatever the job sends along. No log line, no metric and no trace has the URL.
@ApplicationScoped
class HeartbeatDoor {

    private static final Logger LOG = Logger.getLogger(HeartbeatDoor.class);

    /// Before the limit of bodies, after the guard against guessed tokens.
    private static final int BEFORE_LIMITS = -250;

    private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
    private static final int MOST_BODY = 4_096;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Heartbeats heartbeats;
    private final EventWriter writer;
    private final MeterRegistry meters;
    private final Clock clock;

    HeartbeatDoor(Heartbeats heartbeats, EventWriter writer, MeterRegistry meters, Clock clock) {
        this.heartbeats = heartbeats;
        this.writer = writer;
        this.meters = meters;
        this.clock = clock;
    }

    void open(@Observes Router router) {
        router.route(Heartbeats.PATH + "*").order(BEFORE_LIMITS).handler(this::called);
    }

    private void called(RoutingContext context) {
        if (!METHODS.contains(context.request().method())) {
            context.response().putHeader(HttpHeaderNames.ALLOW, "GET, HEAD, POST");
            answer(context, Problem.of(405, "Method Not Allowed", "A heartbeat URL is called with GET, HEAD or POST."));
            return;
        }
        if (!heartbeats.isReady()) {
            later(context, "The catalog is not loaded yet. Call again.");
            return;
        }
        var path = context.request().path();
        var rest = path.startsWith(Heartbeats.PATH) ? path.substring(Heartbeats.PATH.length()) : "";
        var parts = rest.split("/", 2);
        heartbeats
                .calledBy(parts[0])
                .ifPresentOrElse(
                        callable -> called(context, callable, parts.length == 1 ? "" : parts[1]),
                        () -> answer(
                                context, Problem.of(404, "Not Found", "There is no heartbeat check with this URL.")));
    }

    private void called(RoutingContext context, Callable callable, String ending) {
        var signal = Signal.of(ending.endsWith("/") ? ending.substring(0, ending.length() - 1) : ending);
        if (signal.isEmpty()) {
            answer(
                    context,
                    Problem.of(400, "Invalid input", "After the secret the URL must have %s.".formatted(Signal.KNOWN)));
            return;
        }
        var wait = callable.limit().take(clock.instant());
        if (wait.isPositive()) {
            context.response().putHeader(HttpHeaderNames.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
            answer(
                    context,
                    Problem.of(429, "Too many calls", "This check accepts ten calls at once, then one a second."));
            return;
        }
        withBody(context, body -> write(context, callable, signal.get(), body));
    }

    /// Reads the beginning of the body, and discards the rest.
    private static void withBody(RoutingContext context, Consumer<String> reader) {
        var request = context.request();
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) {
            context.response().writeContinue();
        }
        var body = Buffer.buffer();
        request.handler(part -> body.appendBuffer(part, 0, Math.min(part.length(), MOST_BODY - body.length())));
        request.endHandler(_ -> reader.accept(body.toString(UTF_8)));
        request.resume();
    }

    private void write(RoutingContext context, Callable callable, Signal signal, String body) {
        var event = signal.event(callable.check(), body, writer.source(), clock.instant());
        context.vertx()
                .executeBlocking(() -> writer.write(Topic.HEALTH_EVENTS, List.of(event)), false)
                .onSuccess(result -> written(context, signal, result))
                .onFailure(e -> failed(context, callable, e));
    }

    private void written(RoutingContext context, Signal signal, WriteResult result) {
        switch (result) {
            case Written _ -> {
                count(signal);
                context.response()
                        .putHeader(HttpHeaderNames.CONTENT_TYPE, "text/plain")
                        .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store")
                        .end("OK\n");
            }
            case Unavailable _ ->
                later(context, "Kafka is not available. Call again; a call that arrives twice does no harm.");
            case WriteResult.Refused _ -> later(context, "Kafka refused the call. Call again.");
        }
    }

    private static void failed(RoutingContext context, Callable callable, Throwable why) {
        var id = UUID.randomUUID();
        LOG.errorf(why, "A call of the %s could not be recorded: %s", callable, id);
        answer(context, Problem.unexpected(id));
    }

    private static void later(RoutingContext context, String detail) {
        context.response().putHeader(HttpHeaderNames.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        answer(context, Problem.of(503, "Service Unavailable", detail));
    }

    /// Discards the rest of the body, so that the connection can be used again.
    private static void answer(RoutingContext context, Problem problem) {
        context.request().resume();
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .end(Problems.json(problem));
    }

    private void count(Signal signal) {
        Counter.builder("tocsin.heartbeats.calls")
                .description("Calls of jobs that were recorded, by signal")
                .tag(
                        "signal",
                        switch (signal) {
                            case Signal.Started _ -> "start";
                            case Signal.Succeeded _ -> "success";
                            case Signal.Failed _ -> "failure";
                        })
                .register(meters)
                .increment();
    }
}
