package dev.tocsin.support.kafka;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends all waiting when the service ends.
@ApplicationScoped
public class Closing {

    private final CountDownLatch closed = new CountDownLatch(1);

    void close(@Observes @Priority(1) ShutdownEvent event) {
        closed.countDown();
    }

    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// @throws CancellationException when the service ends before the time is over
    public void sleep(Duration time) {
        try {
            if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CancellationException("the service ends");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
