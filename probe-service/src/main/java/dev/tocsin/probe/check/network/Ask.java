package dev.tocsin.probe.check.network;

import dev.tocsin.probe.check.Phase;
import dev.tocsin.probe.check.PhaseTimes;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One ask in progress: its deadline, the resources that it holds open, and its time by phase.
///
/// The deadline ends it whatever it does: its resources are closed and its thread is interrupted, and an interrupted
/// virtual thread leaves any blocking call. Everything but [#expire()] belongs to the asking thread.
public final class Ask {

    private final Thread thread = Thread.currentThread();
    private final PhaseTimes times = new PhaseTimes();
    private final List<Closeable> held = new ArrayList<>();
    private final Duration timeout;
    private final long startedAt = System.nanoTime();
    private boolean expired;
    private boolean finished;

    Ask(Duration timeout) {
        this.timeout = timeout;
    }

    public void enter(Phase phase) {
        times.enter(phase, System.nanoTime());
    }

    /// Closes the resource when the ask ends, for whatever reason.
    public synchronized <C extends Closeable> C holding(C resource) throws IOException {
        if (expired) {
            resource.close();
            throw new SocketTimeoutException("over");
        }
        held.add(resource);
        return resource;
    }

    /// For clients that need a time-out of their own; calls that block the thread need none.
    public Duration timeout() {
        return timeout;
    }

    synchronized void expire() {
        if (!finished) {
            expired = true;
            held.forEach(Ask::closeQuietly);
            thread.interrupt();
        }
    }

    /// From here on this ask does not interrupt the thread.
    ///
    /// @return the ask's duration, whether it expired, and its phases
    synchronized Finished finish() {
        var end = System.nanoTime();
        var during = times.current();
        times.leave(end);
        finished = true;
        if (expired) {
            var _ = Thread.interrupted();
        }
        held.forEach(Ask::closeQuietly);
        return new Finished(PhaseTimes.millis(end - startedAt), expired, during, times);
    }

    /// @param during the phase in which it ended, or null
    record Finished(
            double latencyMillis, boolean expired, @Nullable Phase during, PhaseTimes times) {}

    private static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException | RuntimeException e) {
            // The resource is not needed any more.
        }
    }
}
