package dev.tocsin.stack.process;

import java.time.Duration;

/// The wait between two looks at a slow process.
public final class Pause {

    private static final Duration SHORT = Duration.ofMillis(50);

    private Pause() {}

    public static void shortly() {
        of(SHORT);
    }

    static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a process", e);
        }
    }
}
