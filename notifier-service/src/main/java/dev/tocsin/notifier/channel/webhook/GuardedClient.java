package dev.tocsin.notifier.channel.webhook;

import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.webhook.LookUp.Found;
import dev.tocsin.notifier.channel.webhook.LookUp.NotFound;
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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Posts to addresses that strangers chose.
///
/// The name is looked up once, every answer is judged, and the connection goes to one that was judged; the name stays
/// for the `Host` header, SNI and the certificate. No redirect is followed, and no more of an answer is read than
/// needed.
final class GuardedClient implements AutoCloseable {

    static final int MOST_OF_AN_ANSWER = 16 * 1024;

    /// What came of a request.
    sealed interface Outcome {

        /// @param body its first [#MOST_OF_AN_ANSWER] bytes
        record Answered(int status, @Nullable String retryAfter, Buffer body) implements Outcome {}

        /// Nothing was sent, because the rules forbid it.
        record Denied(String reason) implements Outcome {}

        record Failed(String reason) implements Outcome {}
    }

    private final EndpointRules rules;
    private final Resolver resolver;
    private final Duration timeout;
    private final HttpClient client;
    private final IPAddressGenerator addresses = new IPAddressGenerator();

    GuardedClient(Vertx vertx, EndpointRules rules, Resolver resolver, Duration timeout) {
        this.rules = rules;
        this.resolver = resolver;
        this.timeout = timeout;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) timeout.toMillis())
                .setMaxPoolSize(64));
    }

    /// What is wrong with the address, with what it resolves to now; empty when nothing is.
    Optional<String> problemWith(URI url) {
        return rules.problemWith(url).or(() -> switch (lookUp(url.getHost(), System.nanoTime() + timeout.toNanos())) {
            case Found(var resolved) -> rules.problemWith(url, judged(resolved));
            case NotFound _ -> Optional.of("has a host that does not resolve");
        });
    }

    /// Blocks for at most the time-out.
    Outcome post(URI url, Map<String, String> headers, byte[] body) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var forbidden = rules.problemWith(url);
        if (forbidden.isPresent()) {
            return new Outcome.Denied("the address " + forbidden.get());
        }
        return switch (lookUp(url.getHost(), deadline)) {
            case Found(var resolved) ->
                rules.problemWith(url, judged(resolved))
                        .<Outcome>map(problem -> new Outcome.Denied("the address " + problem))
                        .orElseGet(() -> post(url, resolved.getFirst(), headers, body, deadline));
            case NotFound(var reason) -> new Outcome.Failed(reason);
        };
    }

    private LookUp lookUp(String host, long deadline) {
        return LookUp.of(resolver, host, Duration.ofNanos(deadline - System.nanoTime()));
    }

    private Outcome post(URI url, InetAddress to, Map<String, String> headers, byte[] body, long deadline) {
        var answer = new CompletableFuture<Outcome>();
        var request = client.request(options(url, to));
        request.compose(open -> send(open, headers, body, answer)).onFailure(answer::completeExceptionally);
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new Outcome.Failed("no answer within %d s".formatted(timeout.toSeconds()));
        } catch (ExecutionException e) {
            return new Outcome.Failed(reason(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted");
        } finally {
            request.onSuccess(HttpClientRequest::reset);
        }
    }

    private RequestOptions options(URI url, InetAddress to) {
        var port = EndpointRules.port(url);
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, to.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(url.getScheme().equalsIgnoreCase("https"))
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false);
    }

    private static Future<HttpClientResponse> send(
            HttpClientRequest request, Map<String, String> headers, byte[] body, CompletableFuture<Outcome> answer) {
        request.headers()
                .setAll(headers)
                .set("content-type", "application/json")
                .set("user-agent", "Tocsin");
        return request.send(Buffer.buffer(body)).onSuccess(response -> read(response, answer));
    }

    private static void read(HttpClientResponse response, CompletableFuture<Outcome> answer) {
        var read = Buffer.buffer();
        response.handler(part -> {
                    read.appendBuffer(part, 0, Math.min(part.length(), MOST_OF_AN_ANSWER - read.length()));
                    if (read.length() == MOST_OF_AN_ANSWER) {
                        answer.complete(answered(response, read));
                    }
                })
                .endHandler(_ -> answer.complete(answered(response, read)))
                .exceptionHandler(answer::completeExceptionally);
    }

    private static Outcome answered(HttpClientResponse response, Buffer body) {
        var headers = response.headers();
        return new Outcome.Answered(response.statusCode(), headers.get("retry-after"), body);
    }

    private List<IPAddress> judged(List<InetAddress> resolved) {
        return resolved.stream().map(addresses::from).toList();
    }

    /// Says what happened without the address, whose query may be a secret.
    private static String reason(@Nullable Throwable e) {
        return switch (e) {
            case ConnectException _ -> "the connection was refused";
            case SSLException _ -> "TLS failed";
            case VertxException _ -> "the connection was closed before an answer";
            case null -> "it failed";
            default -> "it failed: " + e.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
