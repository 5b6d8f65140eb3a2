package dev.tocsin.notifier.background;

import java.time.Duration;
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
    private volatile boolean closed;

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

    /// Lets the step under way end.
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(FAREWELL)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (!step.getAsBoolean()) {
                    Thread.sleep(idle);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("{} failed and continues: {}", name, e.toString());
                LOG.debug("{}", name, e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException _) {
            closed = true;
        }
    }
}
