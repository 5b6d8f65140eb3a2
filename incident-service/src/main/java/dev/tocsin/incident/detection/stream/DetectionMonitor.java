package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.detection.Reception;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Shows detection to operators: counters, log lines, and an alert when a record could not be used.
@ApplicationScoped
public class DetectionMonitor {

    private static final Logger LOG = Logger.getLogger(DetectionMonitor.class);

    private static final String BLIND = "blind";

    /// Counts are seconds apart; after this time without one, another instance oversees.
    private static final Duration COUNTS_APART = Duration.ofMinutes(1);

    private final MeterRegistry meters;
    private final OperatorAlerts alerts;
    private final Clock clock;
    private final Map<Reception, Counter> receptions = new EnumMap<>(Reception.class);
    private final Counter deadLetters;
    private final AtomicLong processed = new AtomicLong();
    private final AtomicLong blindUntil = new AtomicLong();
    private volatile Instant lastSeen = Instant.EPOCH;

    public DetectionMonitor(MeterRegistry meters, OperatorAlerts alerts, Clock clock) {
        this.meters = meters;
        this.alerts = alerts;
        this.clock = clock;
        for (var reception : Reception.values()) {
            receptions.put(
                    reception,
                    Counter.builder("tocsin.detection.health.events")
                            .description("Health events that detection read, by result")
                            .tag("reception", label(reception))
                            .register(meters));
        }
        this.deadLetters = Counter.builder("tocsin.detection.dead.letters")
                .description("Records that detection could not use and that became dead letters")
                .register(meters);
        Gauge.builder("tocsin.detection.blind", blindUntil, until -> clock.millis() < until.get() ? 1 : 0)
                .description("1 while this instance oversees detection and far fewer results arrive than should")
                .register(meters);
    }

    /// Counts a record that was handled, put aside or restored.
    void processed() {
        processed.incrementAndGet();
    }

    /// A number that changes with each record that was handled, put aside or restored.
    long progress() {
        return processed.get();
    }

    /// Reports that Kafka refused a record of detection, which is lost.
    void lost(ProducerRecord<?, ?> record, Exception why) {
        LOG.errorf(why, "Kafka refused a record that detection wrote to %s", record.topic());
        alerts.raise(
                "detection/refused",
                "Kafka refused a record that detection wrote to %s, and the record is lost: %s. See the log of incident-service."
                        .formatted(record.topic(), Unavailability.firstLine(why)));
    }

    void received(Reception reception) {
        Objects.requireNonNull(receptions.get(reception)).increment();
    }

    void changed(CellStatusEvent change) {
        switch (change) {
            case StatusChanged changed -> {
                Counter.builder("tocsin.detection.status.changes")
                        .description("Changes of a cell's verdict, by the new one")
                        .tag("verdict", label(changed.verdict()))
                        .register(meters)
                        .increment();
                LOG.infof(
                        "cell=%s is %s since %s: %s",
                        changed.cell(), changed.verdict(), changed.onset(), changed.reason());
            }
            case WatchEnded ended -> LOG.infof("cell=%s is no longer monitored", ended.cell());
            case ClockAdvanced _ -> {}
        }
    }

    /// Reports a decision of oversight to operators.
    void decided(HealthLogEvent event) {
        LOG.infof("Oversight: %s", event);
        switch (event) {
            case VantagePointSetAside aside ->
                alerts.raise(
                        subject(aside.vantagePoint(), aside.region()),
                        "The votes of %s do not count%s: %s. Check the probe and its network; the votes count again by themselves once it is fixed."
                                .formatted(aside.vantagePoint(), in(aside.region()), aside.reason()));
            case VantagePointTakenBack back ->
                alerts.clear(
                        subject(back.vantagePoint(), back.region()),
                        "The votes of %s count again%s: %s."
                                .formatted(back.vantagePoint(), in(back.region()), back.reason()));
            case BlindnessBegan began ->
                alerts.raise(
                        BLIND,
                        "Tocsin does not receive enough results: %s. Cells without results are UNKNOWN. Check that the probes run and reach Kafka."
                                .formatted(began.reason()));
            case BlindnessEnded ended -> alerts.clear(BLIND, "Results arrive again: %s.".formatted(ended.reason()));
            case HealthObserved _, RunStarted _, ClockTicked _, CellChecksDefined _ ->
                throw new IllegalArgumentException("oversight does not decide " + event);
        }
    }

    /// Notes whether results arrive as usual; called at each count.
    void sees(boolean sees) {
        var now = clock.instant();
        lastSeen = sees ? now : lastSeen;
        blindUntil.set(sees ? 0 : now.plus(COUNTS_APART).toEpochMilli());
    }

    /// The last time at which this instance knew that results arrive as usual; only the instance that oversees knows.
    Instant lastSeen() {
        return lastSeen;
    }

    private static String subject(String vantagePoint, @Nullable String region) {
        return "set-aside/" + vantagePoint + (region == null ? "" : "@" + region);
    }

    private static String in(@Nullable String region) {
        return region == null ? "" : " in " + region;
    }

    void buried(ConsumerRecord<String, byte[]> record, String reason) {
        deadLetters.increment();
        LOG.warnf("%s-%d@%d went to the dead letters: %s", record.topic(), record.partition(), record.offset(), reason);
        alerts.raise(
                "dead-letters/" + record.topic(),
                "The record at %s-%d, offset %d, could not be used: %s. It is now a dead letter; find out what wrote it."
                        .formatted(record.topic(), record.partition(), record.offset(), reason));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
