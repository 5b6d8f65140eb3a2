package dev.tocsin.probe.report.kafka;

import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.report.ClockOffset;
import dev.tocsin.probe.report.Observation;
import dev.tocsin.probe.report.file.Spool;
import dev.tocsin.support.kafka.CloudEvents;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the results of checks and keeps them until [SpoolSender] has brought them to Kafka.
@Singleton
public final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final Duration LEAST_APART = Duration.ofMinutes(1);

    private final Observation observation;
    private final Spool spool;
    private final ClockOffset clockOffset = new ClockOffset();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong saidFullAt = new AtomicLong(System.nanoTime() - LEAST_APART.toNanos());

    Reporter(Observation observation, Spool spool) {
        this.observation = observation;
        this.spool = spool;
    }

    /// @param startedAt by the probe's own clock
    public void report(CheckDefined check, Instant startedAt, Answer answer) {
        var event = observation.of(check, startedAt.plus(clockOffset().offset()), answer);
        if (spool.append(CloudEvents.data(event)) > 0) {
            sayFull();
        }
    }

    private void sayFull() {
        var now = System.nanoTime();
        var last = saidFullAt.get();
        if (now - last >= LEAST_APART.toNanos() && saidFullAt.compareAndSet(last, now)) {
            LOG.warn("The spool is full; the oldest health events are dropped: {} so far", dropped());
        }
    }

    /// Counts a health event that Kafka took neither as such nor as a dead letter.
    void lost() {
        lost.incrementAndGet();
    }

    void learn(Instant sentAt, Instant appendedAt, Instant acknowledgedAt) {
        synchronized (clockOffset) {
            clockOffset.learn(sentAt, appendedAt, acknowledgedAt);
        }
    }

    public BrokerClock clockOffset() {
        synchronized (clockOffset) {
            return new BrokerClock(clockOffset.offset(), clockOffset.known());
        }
    }

    /// Health events that Kafka does not have yet.
    public long waiting() {
        return spool.waiting();
    }

    /// Waiting health events that are in memory only.
    public long inMemory() {
        return spool.inMemory();
    }

    /// Health events that the disk did not give back.
    public long damaged() {
        return spool.damaged();
    }

    /// The reason why the disk takes nothing; empty while it takes events.
    public Optional<String> diskTrouble() {
        return spool.trouble();
    }

    /// Health events that were lost since the start.
    public long dropped() {
        return spool.dropped() + lost.get();
    }

    /// The broker's clock as far as it is known.
    ///
    /// @param offset the time to add to the probe's clock to get the broker's; zero until it is known
    public record BrokerClock(Duration offset, boolean known) {

        public double millis() {
            return offset.toNanos() / 1_000_000.0;
        }
    }
}
