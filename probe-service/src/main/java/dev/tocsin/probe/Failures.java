package dev.tocsin.probe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Failures inside the probe that did not stop it. Each failure is counted; the log has one of each part a minute.
@Singleton
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration LEAST_APART = Duration.ofMinutes(1);

    private final MeterRegistry meters;
    private final Map<String, Long> loggedAt = new ConcurrentHashMap<>();

    public Failures(MeterRegistry meters) {
        this.meters = meters;
    }

    /// @param part the part of the probe that goes on after the failure, such as `check runner`
    public void count(String part, Throwable failure) {
        Counter.builder("tocsin.probe.failures")
                .description("Internal failures of the probe, by the part in which they happened")
                .tag("part", part)
                .register(meters)
                .increment();
        var now = System.nanoTime();
        loggedAt.compute(part, (_, last) -> {
            if (last != null && now - last < LEAST_APART.toNanos()) {
                return last;
            }
            LOG.error("Failure in the {}, which continues", part, failure);
            return now;
        });
    }
}
