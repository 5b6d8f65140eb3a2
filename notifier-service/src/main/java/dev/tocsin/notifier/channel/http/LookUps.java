package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.channel.http.LookUp.Found;
import dev.tocsin.notifier.channel.http.LookUp.NotFound;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Looks hosts up on a few platform threads, because the system's look-up pins a virtual thread to its carrier and has
/// no time-out. Attempts at the same host share one look-up.
final class LookUps implements AutoCloseable {

    private static final int MOST = 64;
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+");

    private final Resolver resolver;
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MOST,
            MOST,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("look-up-", 0).factory());

    LookUps(Resolver resolver) {
        this.resolver = resolver;
        threads.allowCoreThreadTimeOut(true);
    }

    /// Waits for at most `limit`.
    LookUp of(String host, Duration limit) {
        try {
            return new Found(
                    LITERAL.matcher(host).matches()
                            ? resolver.resolve(host)
                            : underWay.computeIfAbsent(host, this::begin).get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | UnknownHostException _) {
            return new NotFound("the host does not resolve");
        } catch (TimeoutException _) {
            return new NotFound("the host did not resolve in time");
        } catch (RejectedExecutionException _) {
            return new NotFound("the service is stopping");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new NotFound("interrupted");
        }
    }

    /// A request that comes after the answer starts a new look-up.
    private CompletableFuture<List<InetAddress>> begin(String host) {
        var answer = new CompletableFuture<List<InetAddress>>();
        threads.execute(() -> {
            try {
                var addresses = resolver.resolve(host);
                underWay.remove(host, answer);
                answer.complete(addresses);
            } catch (UnknownHostException | RuntimeException e) {
                underWay.remove(host, answer);
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
