package dev.tocsin.notifier.delivery.schedule;

import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.store.Receivers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Probes now and then whether paused receivers are back.
@ApplicationScoped
class PauseProbe {

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Receivers receivers;
    private @Nullable Loop loop;

    PauseProbe(Receivers receivers) {
        this.receivers = receivers;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("pause-probe", IDLE, () -> receivers.probe() > 0);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }
}
