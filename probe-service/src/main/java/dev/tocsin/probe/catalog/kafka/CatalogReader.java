package dev.tocsin.probe.catalog.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.probe.catalog.Assignment;
import dev.tocsin.probe.catalog.CatalogGathering;
import dev.tocsin.probe.control.network.Controls;
import dev.tocsin.probe.report.Observation;
import dev.tocsin.probe.report.kafka.EventProducer;
import dev.tocsin.probe.schedule.thread.CheckRunner;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.TopicCreator;
import dev.tocsin.support.kafka.TopicFollower;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the catalog and puts each version that is published to work.
@Singleton
public final class CatalogReader {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final List<Topic> USED =
            List.of(Topic.CATALOG, Topic.HEALTH_EVENTS, Topic.VANTAGE_POINTS, Topic.DEAD_LETTERS);

    private final Map<String, Object> kafka;
    private final CatalogGathering gathering;
    private final CheckRunner runner;
    private final Controls controls;
    private final EventProducer producer;
    private final TopicFollower follower;
    private final Thread creator =
            Thread.ofPlatform().daemon().name("topic creator").unstarted(this::createTopics);
    private volatile Assignment assignment = Assignment.NONE;
    private volatile boolean caughtUp;

    CatalogReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Observation observation,
            CheckRunner runner,
            Controls controls,
            EventProducer producer) {
        this.kafka = kafka;
        this.gathering = new CatalogGathering(observation.vantagePoint());
        this.runner = runner;
        this.controls = controls;
        this.producer = producer;
        this.follower = new TopicFollower(kafka, List.of(Topic.CATALOG), new Entries());
    }

    public void start() {
        creator.start();
        follower.start();
    }

    public void stop() {
        creator.interrupt();
        follower.close();
    }

    public Assignment assignment() {
        return assignment;
    }

    /// Whether all that the catalog held at the start was seen.
    public boolean caughtUp() {
        return caughtUp;
    }

    private void createTopics() {
        try {
            while (!created()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException | InterruptException e) {
            // It is told to stop.
        }
    }

    private boolean created() {
        try (var admin = Admin.create(kafka)) {
            new TopicCreator(admin).create(USED).forEach(difference -> LOG.warn("Topic {}", difference));
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("Kafka is away; topics are looked at when it is back: {}", e.getMessage());
            return false;
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

    private final class Entries implements TopicFollower.Listener {

        @Override
        public void received(ConsumerRecord<String, byte[]> record, Received received) {
            switch (received) {
                case Received.Known(CatalogEvent entry, var _, var _) ->
                    gathering.take(entry).ifPresent(CatalogReader.this::work);
                case Received.Known(var other, var _, var _) ->
                    refuse(record, other.eventId() + " is no catalog entry");
                case Received.Tombstone(var key) -> gathering.remove(key);
                case Received.Unreadable(var reason) -> refuse(record, reason);
            }
        }

        @Override
        public void caughtUp() {
            caughtUp = true;
        }

        private void refuse(ConsumerRecord<String, byte[]> record, String reason) {
            LOG.warn("Left out {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), reason);
            producer.send(DeadLetter.record(record, reason), (_, failure) -> {
                if (failure != null) {
                    LOG.error("No dead letter was written for {}@{}", record.topic(), record.offset(), failure);
                }
            });
        }
    }
}
