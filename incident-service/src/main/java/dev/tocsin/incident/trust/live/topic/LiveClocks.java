package dev.tocsin.incident.trust.live.topic;

import dev.tocsin.incident.detection.SeenClocks;
import dev.tocsin.incident.trust.live.AwaitedClocks;
import dev.tocsin.incident.trust.live.CurrentView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/// Tells detection how its clocks look from here.
@ApplicationScoped
class LiveClocks implements SeenClocks {

    private final CurrentView live;

    LiveClocks(CurrentView live) {
        this.live = live;
    }

    @Override
    public ClockSummary seen(Instant now) {
        var view = live.view();
        return new ClockSummary(
                view.clocks().size(), view.asOf(), view.isFresh(now), AwaitedClocks.areAwaited(view, now));
    }
}
