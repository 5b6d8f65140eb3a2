package dev.tocsin.standalone.part;

import dev.tocsin.stack.process.ChildProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Keeps one part running: starts it when the parts that it needs are ready, waits for its end, and starts it again
/// after a pause.
final class Keeper {

    private final Part part;
    private final Listener listener;
    private final InstantSource clock;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile @Nullable ChildProcess process;

    Keeper(Part part, Listener listener, InstantSource clock) {
        this.part = part;
        this.listener = listener;
        this.clock = clock;
    }

    Part part() {
        return part;
    }

    /// Completes when the part was ready once; with the failure if its first start fails.
    CompletableFuture<Void> ready() {
        return ready;
    }

    CompletableFuture<Void> stopped() {
        return stopped;
    }

    void keep(Collection<Keeper> needs) {
        try {
            needs.forEach(need -> need.ready().join());
            var backOff = BackOff.NONE;
            while (!stopping) {
                var started = clock.instant();
                var ending = run(started);
                if (ending.isEmpty() || stopping) {
                    return;
                }
                backOff = backOff.afterRunOf(since(started));
                listener.died(part.name(), ending.get(), backOff.pause());
                Thread.sleep(backOff.pause());
            }
        } catch (CompletionException _) {
            // a part that it needs did not come up, which that part's keeper reports
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The way in which the part ended; empty if it has never come up, which [#ready()] reports.
    private Optional<String> run(Instant started) {
        try {
            var child = part.start().get();
            process = child;
            listener.ready(part.name(), since(started), child.pid());
            ready.complete(null);
            child.onExit().join();
            return Optional.of("died");
        } catch (RuntimeException failure) {
            return ready.completeExceptionally(failure)
                    ? Optional.empty()
                    : Optional.of("did not start again: " + failure.getMessage());
        }
    }

    /// Stops the part once all parts that need it have stopped.
    void stop(Collection<Keeper> dependants) {
        stopping = true;
        dependants.forEach(dependant -> dependant.stopped().join());
        var child = process;
        if (child != null) {
            child.close();
        }
        stopped.complete(null);
    }

    private Duration since(Instant started) {
        return Duration.between(started, clock.instant());
    }
}
