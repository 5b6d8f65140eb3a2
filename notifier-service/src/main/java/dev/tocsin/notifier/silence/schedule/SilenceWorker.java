package dev.tocsin.notifier.silence.schedule;

import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.silence.store.SilencePeriodRepository;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the periods of silences on time. Any instance may do this, and two at once do no harm.
@ApplicationScoped
class SilenceWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceWorker.class);
    private static final Duration IDLE = Duration.ofMillis(500);

    private final SilencePeriodRepository periods;
    private final Clock clock;
    private @Nullable Loop loop;

    SilenceWorker(SilencePeriodRepository periods, Clock clock) {
        this.periods = periods;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("silences", IDLE, this::step);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean step() {
        var ended = periods.end(clock.instant());
        if (ended > 0) {
            LOG.info("{} silences have ended", ended);
        }
        var incidents = periods.release();
        if (incidents > 0) {
            LOG.info("{} open incidents were muted; affected subscribers are notified now", incidents);
        }
        return false;
    }
}
