package dev.tocsin.notifier.operator.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.notifier.kafka.EventProducer;
import dev.tocsin.notifier.operator.OperatorAlerts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alerts on `tocsin.operator-alerts`, told once by all instances together.
@ApplicationScoped
class PublishedAlerts implements OperatorAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedAlerts.class);

    private final Jdbi jdbi;
    private final EventProducer producer;
    private final Clock clock = Clock.systemUTC();

    PublishedAlerts(Jdbi jdbi, EventProducer producer) {
        this.jdbi = jdbi;
        this.producer = producer;
    }

    @Override
    public void raise(String subject, String why) {
        var now = now();
        jdbi.useTransaction(handle -> {
            var isNew = handle.createUpdate("""
                                    insert into operator_alert (subject, raised_at) values (:subject, :now)
                                    on conflict do nothing""")
                            .bind("subject", subject)
                            .bind("now", now)
                            .execute()
                    == 1;
            if (isNew) {
                LOG.warn("Operator alert {}: {}", subject, why);
                producer.write(Topic.OPERATOR_ALERTS, List.of(new AlertRaised(subject, now, why)));
            }
        });
    }

    @Override
    public void clear(String subject, String why) {
        jdbi.useTransaction(handle -> handle.createQuery(
                        "delete from operator_alert where subject = :subject returning raised_at")
                .bind("subject", subject)
                .mapTo(Instant.class)
                .forEach(raisedAt -> {
                    LOG.info("Operator alert {} is over: {}", subject, why);
                    producer.write(Topic.OPERATOR_ALERTS, List.of(new AlertCleared(subject, raisedAt, now(), why)));
                }));
    }

    /// To the millisecond, as events have it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
