package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.RetryAfter;
import dev.tocsin.notifier.channel.http.LookUp.Found;
import dev.tocsin.notifier.channel.http.LookUp.NotFound;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Posts to addresses that strangers chose.
///
/// The host name is looked up once, every resolved address is judged, and the connection goes to the first address
/// that accepts it; the name stays for the `Host` header, SNI and the certificate. No redirect is followed, and no
/// more of an answer is read than needed.
public final class GuardedClient implements AutoCloseable {

    public static final int MOST_OF_AN_ANSWER = 16 * 1024;

    /// The callers have tighter bounds.
    private static final int MOST_AT_ONE_ADDRESS = 1_024;

    /// The outcome of a request.
    public sealed interface RequestOutcome {

        /// @param body the answer's first [#MOST_OF_AN_ANSWER] bytes; empty where only the status counts
        record Answered(int status, @Nullable String retryAfter, Buffer body) implements RequestOutcome {

            public SendResult sent() {
                return new Sent(Integer.toString(status));
            }

            /// @param who answered, such as `the endpoint`
            public SendResult later(String who, Instant now) {
                return new TryLater("%s answered %d".formatted(who, status), RetryAfter.read(retryAfter, now));
            }
        }

        /// Nothing was sent, because the rules forbid it.
        record Denied(String reason) implements RequestOutcome {}

        record Failed(String reason) implements RequestOutcome {}

        /// The meaning of the answer; without an answer the request is tried again later.
        default SendResult result(Function<Answered, SendResult> meaning) {
            return switch (this) {
                case Answered answer -> meaning.apply(answer);
                case Denied(var reason) -> new TryLater(reason);
                case Failed(var reason) -> new TryLater(reason);
            };
        }
    }

    private final EndpointRules rules;
    private final LookUps lookUps;
    private final Duration timeout;
    private final HttpClient client;
    private final IPAddressGenerator addresses = new IPAddressGenerator();

    GuardedClient(Vertx vertx, EndpointRules rules, Resolver resolver, Duration timeout) {
        this.rules = rules;
        this.lookUps = new LookUps(resolver);
        this.timeout = timeout;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setTracingPolicy(TracingPolicy.IGNORE) // a span would contain the whole address
                .setConnectTimeout((int) timeout.toMillis())
                .setMaxPoolSize(MOST_AT_ONE_ADDRESS));
    }

    /// The problem with the address, or with the addresses that its host resolves to now; empty when there is none.
    public Optional<String> problemWith(URI url) {
        return rules.problemWith(url).or(() -> switch (lookUp(url.getHost(), System.nanoTime() + timeout.toNanos())) {
            case Found(var resolved) -> rules.problemWith(url, judged(resolved));
            case NotFound _ -> Optional.of("has a host that does not resolve");
        });
    }

    /// Sends a notice, for which the status alone counts: the body of the answer, which may never end, is not read.
    ///
    /// Blocks for at most the time-out.
    public RequestOutcome post(URI url, Map<String, String> headers, byte[] body) {
        return send(HttpMethod.POST, url, headers, body, GuardedClient::onlyStatus);
    }

    /// Sends a question, and reads its answer as far as it comes within the time-out.
    public RequestOutcome ask(URI url, Map<String, String> headers, byte[] body) {
        return ask(HttpMethod.POST, url, headers, body);
    }

    /// @param headers a `content-type` among them replaces that of JSON
    public RequestOutcome ask(HttpMethod method, URI url, Map<String, String> headers, byte[] body) {
        return send(method, url, headers, body, GuardedClient::read);
    }

    private RequestOutcome send(
            HttpMethod method, URI url, Map<String, String> headers, byte[] body, ResponseReader reading) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var forbidden = rules.problemWith(url);
        if (forbidden.isPresent()) {
            return new RequestOutcome.Denied("the address " + forbidden.get());
        }
        return switch (lookUp(url.getHost(), deadline)) {
            case Found(var resolved) ->
                rules.problemWith(url, judged(resolved))
                        .<RequestOutcome>map(problem -> new RequestOutcome.Denied("the address " + problem))
                        .orElseGet(
                                () -> send(url, AddressOrder.of(resolved), method, headers, body, reading, deadline));
            case NotFound(var reason) -> new RequestOutcome.Failed(reason);
        };
    }

    private LookUp lookUp(String host, long deadline) {
        return lookUps.of(host, Duration.ofNanos(deadline - System.nanoTime()));
    }

    /// Sends to the first of the addresses that accepts a connection. Once the request was sent to one address, no
    /// other gets it.
    private RequestOutcome send(
            URI url,
            List<InetAddress> addresses,
            HttpMethod method,
            Map<String, String> headers,
            byte[] body,
            ResponseReader reading,
            long deadline) {
        RequestOutcome failed = new RequestOutcome.Failed("the host has no address");
        for (var i = 0; i < addresses.size(); i++) {
            var request = client.request(options(method, url, addresses.get(i)));
            try {
                var left = deadline - System.nanoTime();
                var open = get(request, left / (addresses.size() - i));
                return exchange(open, headers, body, reading, deadline);
            } catch (TimeoutException _) {
                failed = new RequestOutcome.Failed("no connection within %d s".formatted(timeout.toSeconds()));
            } catch (ExecutionException e) {
                failed = new RequestOutcome.Failed(reason(e.getCause()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new RequestOutcome.Failed("interrupted");
            } finally {
                request.onSuccess(HttpClientRequest::reset);
            }
        }
        return failed;
    }

    private RequestOutcome exchange(
            HttpClientRequest request, Map<String, String> headers, byte[] body, ResponseReader reading, long deadline)
            throws InterruptedException {
        var answer = new IncomingAnswer();
        request.headers().set("content-type", "application/json").set("user-agent", "Tocsin");
        headers.forEach(request.headers()::set);
        // Before the request is sent: of an answer that comes sooner than its reader, all but the head is lost
        request.response()
                .onSuccess(response -> reading.read(response, answer))
                .onFailure(answer.outcome::completeExceptionally);
        request.end(Buffer.buffer(body)).onFailure(answer.outcome::completeExceptionally);
        try {
            return answer.outcome.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return answer.soFar()
                    .orElseGet(() -> new RequestOutcome.Failed("no answer within %d s".formatted(timeout.toSeconds())));
        } catch (ExecutionException e) {
            return new RequestOutcome.Failed(reason(e.getCause()));
        }
    }

    private static <T> T get(Future<T> future, long nanos)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
    }

    private RequestOptions options(HttpMethod method, URI url, InetAddress to) {
        var port = EndpointRules.port(url);
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(port, to.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(url.getScheme().equalsIgnoreCase("https"))
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false);
    }

    /// Reads an answer, or a part of it, once its headers have arrived.
    private interface ResponseReader {
        void read(HttpClientResponse response, IncomingAnswer answer);
    }

    /// An answer that is being received.
    private static final class IncomingAnswer {

        private final CompletableFuture<RequestOutcome> outcome = new CompletableFuture<>();
        private final AtomicReference<@Nullable RequestOutcome> soFar = new AtomicReference<>();

        Optional<RequestOutcome> soFar() {
            return Optional.ofNullable(soFar.get());
        }
    }

    private static void onlyStatus(HttpClientResponse response, IncomingAnswer answer) {
        answer.outcome.complete(answered(response, Buffer.buffer()));
    }

    /// An answer that breaks off, or does not end, counts as far as it was received.
    private static void read(HttpClientResponse response, IncomingAnswer answer) {
        var read = Buffer.buffer();
        answer.soFar.set(answered(response, read.copy()));
        response.handler(part -> {
                    read.appendBuffer(part, 0, Math.min(part.length(), MOST_OF_AN_ANSWER - read.length()));
                    answer.soFar.set(answered(response, read.copy()));
                    if (read.length() == MOST_OF_AN_ANSWER) {
                        answer.outcome.complete(answered(response, read));
                    }
                })
                .endHandler(_ -> answer.outcome.complete(answered(response, read)))
                .exceptionHandler(_ -> answer.outcome.complete(answered(response, read)));
    }

    private static RequestOutcome answered(HttpClientResponse response, Buffer body) {
        var headers = response.headers();
        return new RequestOutcome.Answered(response.statusCode(), headers.get("retry-after"), body);
    }

    private List<IPAddress> judged(List<InetAddress> resolved) {
        return resolved.stream().map(addresses::from).toList();
    }

    /// Describes a failure, without the address, whose query may be a secret.
    private static String reason(@Nullable Throwable e) {
        return switch (e) {
            case ConnectException _ -> "the connection was refused";
            case SSLException _ -> "TLS failed";
            case VertxException _ -> "the connection was closed before an answer";
            case null -> "the request failed";
            default -> "the request failed: " + e.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        lookUps.close();
        client.close();
    }
}
