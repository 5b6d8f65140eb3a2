package dev.tocsin.incident.trust.pagestream;

import dev.tocsin.incident.trust.live.CurrentView;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// All streams; each checks four times a second for changes, so that the changes of a storm are sent many at once.
@ApplicationScoped
public class Broadcasts {

    private static final Logger LOG = Logger.getLogger(Broadcasts.class);
    private static final long PERIOD_MILLIS = 250;

    private final CurrentView live;
    private final Clock clock;
    private final List<Broadcast<?>> all = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("broadcasts").factory());

    Broadcasts(CurrentView live, Clock clock) {
        this.live = live;
        this.clock = clock;
        var _ = timer.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    public <P> Broadcast<P> of(PageFeed<P> teller) {
        var broadcast = new Broadcast<>(UUID.randomUUID().toString(), teller, live::view, clock);
        all.add(broadcast);
        return broadcast;
    }

    void end(Broadcast<?> broadcast) {
        all.remove(broadcast);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void look() {
        for (var broadcast : all) {
            try {
                broadcast.look();
            } catch (RuntimeException e) {
                LOG.error("A stream could not send its changes", e);
            }
        }
    }
}
