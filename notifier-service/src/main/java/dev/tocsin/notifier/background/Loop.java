package dev.tocsin.notifier.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one step after another on a virtual thread. After a step that fails, it logs, pauses and goes on.
public final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final String name;
    private final Duration idle;
    private final BooleanSupplier step;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    private Loop(String name, Duration idle, BooleanSupplier step) {
        this.name = name;
        this.idle = idle;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// @param idle the pause after a step that found nothing to do
    /// @param step returns whether there may be more to do at once
    public static Loop start(String name, Duration idle, BooleanSupplier step) {
        var loop = new Loop(name, idle, step);
        loop.thread.start();
        return loop;
    }

    /// Lets the step under way end; a pause ends at once.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(FAREWELL)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!pause(Duration.ZERO)) {
                pause(step());
            }
        } catch (InterruptedException _) {
            // the step took longer than it may
        }
    }

    /// @return the pause after it
    private Duration step() {
        try {
            return step.getAsBoolean() ? Duration.ZERO : idle;
        } catch (RuntimeException e) {
            LOG.warn("{} failed and continues: {}", name, e.toString());
            LOG.debug("{}", name, e);
            return AFTER_TROUBLE;
        }
    }

    /// @return whether the loop is to end
    private boolean pause(Duration time) throws InterruptedException {
        return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
