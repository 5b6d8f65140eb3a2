package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.incident.detection.Reception;
import dev.tocsin.incident.operator.OperatorAlerts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// What operators see of detection: counters, log lines, and an alert when a record could not be used.
@ApplicationScoped
class DetectionMonitor {

    private static final Logger LOG = Logger.getLogger(DetectionMonitor.class);

    private final MeterRegistry meters;
    private final OperatorAlerts alerts;

    DetectionMonitor(MeterRegistry meters, OperatorAlerts alerts) {
        this.meters = meters;
        this.alerts = alerts;
    }

    void received(Reception reception) {
        meters.counter("tocsin.detection.health.events", "reception", label(reception))
                .increment();
    }

    void changed(CellStatusEvent change) {
        switch (change) {
            case StatusChanged changed -> {
                meters.counter("tocsin.detection.status.changes", "verdict", label(changed.verdict()))
                        .increment();
                LOG.infof(
                        "cell=%s is %s since %s: %s",
                        changed.cell(), changed.verdict(), changed.onset(), changed.reason());
            }
            case WatchEnded ended -> LOG.infof("cell=%s is not watched any more", ended.cell());
            case ClockAdvanced _ -> {}
        }
    }

    void buried(ConsumerRecord<String, byte[]> record, String reason) {
        meters.counter("tocsin.detection.dead.letters").increment();
        LOG.warnf("%s-%d@%d went to the dead letters: %s", record.topic(), record.partition(), record.offset(), reason);
        alerts.raise(
                "dead-letters/" + record.topic(),
                "A record at %s-%d, offset %d, could not be used and is in the dead letters: %s. Find out who writes such."
                        .formatted(record.topic(), record.partition(), record.offset(), reason));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
