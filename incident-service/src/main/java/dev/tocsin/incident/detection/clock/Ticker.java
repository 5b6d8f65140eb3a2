package dev.tocsin.incident.detection.clock;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.engine.detection.TickInterval;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.detection.SeenClocks;
import dev.tocsin.incident.detection.SeenClocks.ClockSummary;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Writes ticks into every partition of the log, and expects detection's clocks to advance. Each instance does so: a
/// clock is the highest append time, however many instances tick.
///
/// The clocks are those that readers of committed records see. They stop when detection is stuck in any way, also in
/// one that it cannot notice itself, such as a rebalance or a transaction that never ends.
@ApplicationScoped
class Ticker implements WatchedPart {

    /// The longest time between two clocks that detection publishes.
    private static final Duration QUIET = Duration.ofSeconds(8);

    private static final Logger LOG = Logger.getLogger(Ticker.class);

    private final EventWriter writer;
    private final CurrentCatalog catalog;
    private final TopicSetup topics;
    private final SeenClocks clocks;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Instant passedOnAt = Instant.EPOCH;
    private volatile boolean begun;
    private volatile int partitions;
    private volatile Instant writtenAt = Instant.EPOCH;

    Ticker(EventWriter writer, CurrentCatalog catalog, TopicSetup topics, SeenClocks clocks, Clock clock) {
        this.writer = writer;
        this.catalog = catalog;
        this.topics = topics;
        this.clocks = clocks;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        watch.watch(this);
        topics.ready().thenRun(() -> Thread.ofPlatform().daemon().name("ticker").start(this::run));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Work work() {
        var now = clock.instant();
        var seen = clocks.seen(now);
        var all = partitions > 0 && seen.many() >= partitions;
        if (!begun || (all && seen.areMoving())) {
            return new None();
        }
        var slowest = all ? seen.slowest().orElse(Instant.EPOCH) : Instant.EPOCH;
        return new Pending(
                slowest.toEpochMilli(),
                writtenAt.plus(SeenClocks.STALE_AFTER).isBefore(now)
                        ? "ticks are not written to %s".formatted(Topic.HEALTH_EVENTS.topicName())
                        : "ticks are written, but %s has had none for a partition of %s since %s"
                                .formatted(
                                        Topic.CELL_STATUS.topicName(),
                                        Topic.HEALTH_EVENTS.topicName(),
                                        all ? slowest : "the start"));
    }

    private void run() {
        begun = true;
        do {
            try {
                tick();
            } catch (KafkaException e) {
                LOG.warnf("A tick could not be written: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("A tick could not be written", e);
            }
        } while (!stops());
    }

    /// The next tick makes up for a lost one.
    private void tick() {
        var now = clock.instant();
        var passOn = isDue(clocks.seen(now), passedOnAt, now);
        passedOnAt = passOn ? now : passedOnAt;
        partitions = writer.partitions(Topic.HEALTH_EVENTS);
        var result = writer.write(IntStream.range(0, partitions)
                .mapToObj(partition -> CloudEvents.record(
                        Topic.HEALTH_EVENTS,
                        partition,
                        EventSource.NAME,
                        new ClockTicked(partition, now, passOn),
                        null))
                .toList());
        if (result.isWritten()) {
            writtenAt = now;
        }
    }

    /// Whether a tick makes detection publish how far its clocks have come.
    ///
    /// @param last the time of the last tick that did
    static boolean isDue(ClockSummary seen, Instant last, Instant now) {
        return seen.areAwaited() || !now.isBefore(last.plus(QUIET));
    }

    private boolean stops() {
        try {
            return stopped.await(TickInterval.of(catalog.get()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
