package dev.tocsin.incident.trust.figures.stream;

import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Shows the counting of health events to operators.
@ApplicationScoped
class FigureMonitor {

    private static final Logger LOG = Logger.getLogger(FigureMonitor.class);

    private final OperatorAlerts alerts;
    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private final AtomicLong processed = new AtomicLong();

    FigureMonitor(MeterRegistry meters, OperatorAlerts alerts) {
        this.alerts = alerts;
        for (var result : Result.values()) {
            results.put(
                    result,
                    Counter.builder("tocsin.figures.health.events")
                            .description("Health events that were read for figures, by result")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    /// The result of reading one health event.
    enum Result {
        COUNTED,
        /// The event was counted before, or the probe has reported so many asks since that nobody can know.
        REPEATED,
        /// Its time or its latency is impossible, or its cell has too many series.
        REFUSED
    }

    void read(Result result) {
        Objects.requireNonNull(results.get(result)).increment();
    }

    void processed() {
        processed.incrementAndGet();
    }

    /// A number that changes with each record that was processed.
    long progress() {
        return processed.get();
    }

    void buried(ConsumerRecord<String, byte[]> record, String reason) {
        LOG.warnf("%s-%d@%d went to the dead letters: %s", record.topic(), record.partition(), record.offset(), reason);
        alerts.raise(
                "dead-letters/" + record.topic(),
                "The record at %s-%d, offset %d, could not be counted in the figures of its check: %s. It is now a dead letter."
                        .formatted(record.topic(), record.partition(), record.offset(), reason));
    }
}
