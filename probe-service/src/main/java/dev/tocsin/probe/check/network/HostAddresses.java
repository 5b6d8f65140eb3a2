package dev.tocsin.probe.check.network;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// The addresses of one host, in the order in which they are tried. Those of the slower lookup may come while the
/// first are being tried (RFC 8305, 3).
final class HostAddresses {

    private final Set<InetAddress> seen = new LinkedHashSet<>();
    private final Queue<InetAddress> waiting = new ArrayDeque<>();
    private final CompletableFuture<List<InetAddress>> late;
    private boolean hasLate;

    /// @param late completes with the addresses of the slower lookup, and never fails
    HostAddresses(Collection<InetAddress> first, CompletableFuture<List<InetAddress>> late) {
        this.late = late;
        add(first);
    }

    static HostAddresses of(Collection<InetAddress> all) {
        return new HostAddresses(all, CompletableFuture.completedFuture(List.of()));
    }

    /// The next address to try; null when none is known, though one [may come][#mayCome()].
    @Nullable
    InetAddress poll() {
        takeLate();
        return waiting.poll();
    }

    /// Whether there is an untried address, or may be one soon.
    boolean mayCome() {
        takeLate();
        return !waiting.isEmpty() || !hasLate;
    }

    /// Blocks until the slower lookup has ended.
    void awaitLate() throws InterruptedException {
        try {
            var _ = late.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it never fails", e);
        }
    }

    /// The addresses known so far, tried or not.
    List<InetAddress> known() {
        takeLate();
        return new ArrayList<>(seen);
    }

    private void takeLate() {
        if (!hasLate && late.isDone()) {
            hasLate = true;
            add(late.join());
        }
    }

    private void add(Collection<InetAddress> addresses) {
        addresses.stream().filter(seen::add).forEach(waiting::add);
    }
}
