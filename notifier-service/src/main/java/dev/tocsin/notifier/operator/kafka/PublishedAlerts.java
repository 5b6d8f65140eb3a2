package dev.tocsin.notifier.operator.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.notifier.kafka.EventProducer;
import dev.tocsin.notifier.operator.OperatorAlerts;
import dev.tocsin.notifier.operator.store.OperatorAlertRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alerts on `tocsin.operator-alerts`, told once by all instances together.
@ApplicationScoped
class PublishedAlerts implements OperatorAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedAlerts.class);

    private final OperatorAlertRepository standing;
    private final EventProducer producer;
    private final Clock clock = Clock.systemUTC();

    PublishedAlerts(OperatorAlertRepository standing, EventProducer producer) {
        this.standing = standing;
        this.producer = producer;
    }

    @Override
    @Transactional
    public void raise(String subject, String why) {
        var now = now();
        if (standing.raise(subject, now)) {
            LOG.warn("Operator alert {}: {}", subject, why);
            producer.write(Topic.OPERATOR_ALERTS, List.of(new AlertRaised(subject, now, why)));
        }
    }

    @Override
    @Transactional
    public void clear(String subject, String why) {
        standing.clear(subject).ifPresent(raisedAt -> {
            LOG.info("Operator alert {} is over: {}", subject, why);
            producer.write(Topic.OPERATOR_ALERTS, List.of(new AlertCleared(subject, raisedAt, now(), why)));
        });
    }

    /// To the millisecond, as events have it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
