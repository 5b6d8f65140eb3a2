package dev.tocsin.notifier.channel.webhook;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What looking a host up came to.
sealed interface LookUp {

    /// @param addresses at least one
    record Found(List<InetAddress> addresses) implements LookUp {}

    record NotFound(String reason) implements LookUp {}

    /// On a thread of the platform's, because the system's look-up holds on to its carrier and knows no time-out.
    static LookUp of(Resolver resolver, String host, Duration limit) {
        var task = new FutureTask<>(() -> resolver.resolve(host));
        Thread.ofPlatform().daemon().name("look-up").start(task);
        try {
            return new Found(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException _) {
            return new NotFound("the host does not resolve");
        } catch (TimeoutException _) {
            return new NotFound("the host did not resolve in time");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new NotFound("interrupted");
        }
    }
}
