package dev.tocsin.notifier.operator.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.notifier.kafka.EventProducer;
import dev.tocsin.notifier.operator.OperatorAlerts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alerts on `tocsin.operator-alerts`; each subject once in the life of this process.
@ApplicationScoped
class PublishedAlerts implements OperatorAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedAlerts.class);

    private final EventProducer producer;
    private final Set<String> raised = ConcurrentHashMap.newKeySet();

    PublishedAlerts(EventProducer producer) {
        this.producer = producer;
    }

    @Override
    public void raise(String subject, String why) {
        if (!raised.contains(subject)) {
            LOG.warn("Operator alert {}: {}", subject, why);
            producer.write(
                    Topic.OPERATOR_ALERTS,
                    List.of(new AlertRaised(subject, Clock.systemUTC().instant(), why)));
            raised.add(subject);
        }
    }
}
