package dev.tocsin.incident.detection.clock;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.detection.TickInterval;
import dev.tocsin.incident.kafka.EventWriter;
import dev.tocsin.incident.kafka.TopicSetup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Ticks into every partition of the log. Each instance does: a clock is the highest append time, however many tick.
@ApplicationScoped
class Ticker {

    private static final Logger LOG = Logger.getLogger(Ticker.class);

    private final EventWriter writer;
    private final CurrentCatalog catalog;
    private final TopicSetup topics;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Ticker(EventWriter writer, CurrentCatalog catalog, TopicSetup topics) {
        this.writer = writer;
        this.catalog = catalog;
        this.topics = topics;
    }

    void start(@Observes StartupEvent event) {
        topics.ready().thenRun(() -> Thread.ofPlatform().daemon().name("ticker").start(this::run));
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
    }

    private void run() {
        do {
            try {
                tick();
            } catch (KafkaException | CompletionException e) {
                LOG.warnf("A tick is lost: %s", e.getMessage());
            }
        } while (!stops());
    }

    private void tick() {
        CompletableFuture.allOf(IntStream.range(0, writer.partitions(Topic.HEALTH_EVENTS))
                        .mapToObj(partition -> writer.write(
                                Topic.HEALTH_EVENTS, partition, new ClockTicked(partition, clock.instant())))
                        .toArray(CompletableFuture[]::new))
                .join();
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
