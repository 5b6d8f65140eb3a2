package dev.tocsin.benchmarks.process;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The peak memory of a process while this is open, sampled twice a second.
public final class PeakMemory implements AutoCloseable {

    private static final long PERIOD_MILLIS = 500;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("memory").factory());
    private final AtomicLong most = new AtomicLong();

    public PeakMemory(ProcessTree process) {
        var _ = timer.scheduleAtFixedRate(
                () -> most.accumulateAndGet(process.proportionalKilobytes(), Math::max),
                0,
                PERIOD_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    public long kilobytes() {
        return most.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
