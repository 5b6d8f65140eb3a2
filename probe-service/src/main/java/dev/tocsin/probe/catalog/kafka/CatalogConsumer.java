package dev.tocsin.probe.catalog.kafka;

import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.probe.Failures;
import dev.tocsin.probe.catalog.Assignment;
import dev.tocsin.probe.catalog.CatalogGathering;
import dev.tocsin.probe.control.network.Controls;
import dev.tocsin.probe.report.Observation;
import dev.tocsin.probe.schedule.thread.CheckRunner;
import dev.tocsin.support.kafka.ChannelBatches;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.RecordHandler;
import dev.tocsin.support.kafka.ThreeStrikes;
import dev.tocsin.support.kafka.UnusableRecord;
import dev.tocsin.support.progress.ChannelProgress;
import dev.tocsin.support.progress.Work;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the catalog and puts each published version to work. Each subscription reads the topic from its beginning.
@Singleton
public final class CatalogConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogConsumer.class);
    private static final String CHANNEL = "catalog";
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private final Multi<ConsumerRecords<String, byte[]>> batches;
    private final KafkaClientService clients;
    private final ThreeStrikes strikes;
    private final Closing closing;
    private final Observation observation;
    private final CheckRunner runner;
    private final Controls controls;
    private final Failures failures;
    private final ChannelProgress progress;
    private volatile CatalogGathering gathering;
    private volatile Assignment assignment = Assignment.NONE;
    private volatile boolean caughtUp;
    private volatile @Nullable ChannelBatches reading;

    CatalogConsumer(
            @Channel(CHANNEL) Multi<ConsumerRecords<String, byte[]>> batches,
            KafkaClientService clients,
            ThreeStrikes strikes,
            Closing closing,
            Observation observation,
            CheckRunner runner,
            Controls controls,
            Failures failures) {
        this.batches = batches;
        this.clients = clients;
        this.strikes = strikes;
        this.closing = closing;
        this.observation = observation;
        this.runner = runner;
        this.controls = controls;
        this.failures = failures;
        this.progress = new ChannelProgress(CHANNEL, clients);
        this.gathering = new CatalogGathering(observation.vantagePoint());
    }

    public void start() {
        reading = ChannelBatches.read(
                CHANNEL, batches, () -> gathering = new CatalogGathering(observation.vantagePoint()), this::read);
        Thread.ofVirtual().name("catalog's end").start(this::awaitEnd);
    }

    public void stop() {
        if (reading != null) {
            reading.close();
        }
    }

    public Assignment assignment() {
        return assignment;
    }

    /// Whether all entries that the catalog had at the start were read.
    public boolean caughtUp() {
        return caughtUp;
    }

    public Work work() {
        return Optional.ofNullable(reading)
                .flatMap(ChannelBatches::ended)
                .<Work>map(why -> new Work.Broken("the catalog is no longer read: " + why))
                .orElseGet(progress::work);
    }

    /// Whether Kafka answers now. Takes a few seconds at most.
    public boolean kafkaAnswers() {
        try {
            return clients.<String, byte[]>getConsumer(CHANNEL)
                    .runOnPollingThread(consumer -> {
                        return !consumer.endOffsets(consumer.assignment(), ANSWER)
                                .isEmpty();
                    })
                    .await()
                    .atMost(ANSWER);
        } catch (RuntimeException e) {
            LOG.debug("Kafka does not answer", e);
            return false;
        }
    }

    private void awaitEnd() {
        try {
            while (!caughtUp) {
                closing.sleep(LOOK);
                caughtUp = assignment.version() > 0 || isAtEnd();
            }
        } catch (CancellationException _) {
            LOG.debug("The probe stops before it has read the catalog");
        }
    }

    private boolean isAtEnd() {
        try {
            return clients.<String, byte[]>getConsumer(CHANNEL)
                    .runOnPollingThread(consumer -> {
                        return isAtEnd(consumer);
                    })
                    .await()
                    .atMost(ANSWER);
        } catch (RuntimeException e) {
            LOG.debug("The position of the catalog's channel cannot be read", e);
            return false;
        }
    }

    private static boolean isAtEnd(Consumer<String, byte[]> consumer) {
        var partitions = consumer.assignment();
        return !partitions.isEmpty()
                && partitions.stream()
                        .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    private void read(ConsumerRecords<String, byte[]> records) {
        try {
            var all = StreamSupport.stream(records.spliterator(), false).toList();
            progress.handle(() -> strikes.handle(all, new EntryHandler()));
        } catch (CancellationException _) {
            LOG.debug("The probe ends");
        } catch (Throwable e) {
            failures.count("catalog reader", e);
        }
    }

    private void work(Assignment next) {
        assignment = next;
        controls.take(next.controls());
        runner.take(next.checks());
        LOG.info(
                "Catalog version {}: {} checks, {} controls",
                next.version(),
                next.checks().size(),
                next.controls().size());
    }

    /// Taking an entry twice changes nothing, so nothing has to be undone where one of several fails.
    private final class EntryHandler implements RecordHandler {

        @Override
        public void handle(List<ConsumerRecord<String, byte[]>> records) {
            records.forEach(record -> take(CloudEvents.read(record)));
        }

        private void take(Received received) {
            switch (received) {
                case Received.Known(CatalogEvent entry, var _, var _) ->
                    gathering.take(entry).ifPresent(CatalogConsumer.this::work);
                case Received.Known(var other, var _, var _) ->
                    throw new UnusableRecord(other.eventId() + " is not a catalog entry");
                case Received.Tombstone(var key) -> gathering.remove(key);
                case Received.Unreadable(var reason) -> throw new UnusableRecord(reason);
            }
        }

        @Override
        public void putAside(ConsumerRecord<String, byte[]> record) {
            // The next record follows.
        }
    }
}
