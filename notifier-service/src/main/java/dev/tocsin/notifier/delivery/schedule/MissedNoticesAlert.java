package dev.tocsin.notifier.delivery.schedule;

import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.store.MissedSubscribers;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One alert for all subscribers whose notices were given up, however many there are.
@ApplicationScoped
class MissedNoticesAlert {

    static final String SUBJECT = "missed-notices";

    /// The time between two counts, in which a burst is gathered.
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// The number of counts after which the alert is raised in any case.
    private static final int MOST_LOOKS = 6;

    /// A subscriber who has taken nothing for this time, and missed nothing either, is not counted any more.
    private static final Duration NEWS = Duration.ofDays(1);

    private final MissedSubscribers missed;
    private final OperatorAlerts alerts;
    private final Clock clock;
    private long last;
    private int looks;
    private @Nullable Loop loop;

    MissedNoticesAlert(MissedSubscribers missed, OperatorAlerts alerts, Clock clock) {
        this.missed = missed;
        this.alerts = alerts;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start(SUBJECT, PAUSE, this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean look() {
        missed.removeBefore(clock.instant().minus(NEWS));
        var many = missed.count();
        if (isGrowing(many)) {
            return false;
        }
        if (many == 0) {
            alerts.clear(
                    SUBJECT,
                    "Each of them has received a notice since or has left, or no notice was given up for a day.");
        } else {
            alerts.raise(
                    SUBJECT,
                    "Notices to %s were given up. GET /api/v1/deliveries?state=given-up lists them with the reasons; POST /api/v1/deliveries/replay sends them again."
                            .formatted(many == 1 ? "1 subscriber" : many + " subscribers"));
        }
        return false;
    }

    /// Waits until the number stays the same, so that the alert says how many a burst concerned.
    private boolean isGrowing(long many) {
        looks = many > last ? looks + 1 : 0;
        last = many;
        return looks > 0 && looks < MOST_LOOKS;
    }
}
