package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/// Measures how soon outages are published.
@ApplicationScoped
class OutageTimes {

    private static final Duration[] OBJECTIVES = {
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15)
    };

    private final Timer times;
    private final Clock clock;

    OutageTimes(MeterRegistry metrics, Clock clock) {
        this.clock = clock;
        this.times = Timer.builder("tocsin.outage.detection.time")
                .description("Time from an outage's first failing health event until its start is published")
                .serviceLevelObjectives(OBJECTIVES)
                .register(metrics);
    }

    void published(Event event) {
        if (event instanceof OutageStarted started) {
            var time = Duration.between(started.onset(), clock.instant());
            times.record(time.isNegative() ? Duration.ZERO : time);
        }
    }
}
