package dev.tocsin.incident.vantagepoint.scheduler;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.vantagepoint.VantagePointWatch;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// Checks the vantage points each second, and alerts operators to those that do not see.
@ApplicationScoped
class VantagePointRounds {

    private static final String SUBJECT = "vantage-point/";
    private static final String KAFKA = "kafka";

    private final CurrentView live;
    private final OperatorAlerts alerts;
    private final Clock clock;

    VantagePointRounds(CurrentView live, OperatorAlerts alerts, Clock clock) {
        this.live = live;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        var view = live.view();
        var now = clock.instant();
        if (view.listening().caughtUpAt() == null) {
            return;
        }
        if (view.listening().isSilent(now)) {
            if (view.listening().heardAt() != null) {
                alerts.raise(
                        KAFKA,
                        "Kafka is silent: neither detection nor any probe has sent anything for some seconds. Check Kafka first, then detection. Until then, pages show that their data is old.");
            }
            return;
        }
        alerts.clear(KAFKA, "Kafka is reachable again.");
        for (var vantagePoint : view.catalog().vantagePoints()) {
            var subject = SUBJECT + vantagePoint.id();
            VantagePointWatch.trouble(view, vantagePoint.id(), now)
                    .ifPresentOrElse(
                            why -> alerts.raise(subject, why),
                            () -> alerts.clear(
                                    subject,
                                    "Probe in %s is working again (%s)."
                                            .formatted(
                                                    DisplayNames.vantagePoint(view.catalog(), vantagePoint.id()),
                                                    vantagePoint.id())));
        }
        view.alerts().keySet().stream()
                .filter(subject -> subject.startsWith(SUBJECT))
                .filter(subject -> view.catalog()
                        .vantagePoint(subject.substring(SUBJECT.length()))
                        .isEmpty())
                .forEach(subject -> alerts.clear(subject, "The vantage point is no longer in the catalog."));
    }
}
