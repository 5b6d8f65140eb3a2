package dev.tocsin.support.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.eclipse.microprofile.reactive.messaging.OnOverflow.Strategy;
import org.jboss.logging.Logger;

/// Writes events to any topic of the contract, and waits, within bounds, until Kafka has acknowledged all of them.
///
/// Uses the channel `events`, whose time-outs this module sets. Blocks its caller.
@ApplicationScoped
public class EventWriter {

    /// Longer than the channel's own time-outs together, so that those report what is wrong.
    private static final Duration LONGEST = Duration.ofSeconds(12);

    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final String CHANNEL = "events";
    private static final Logger LOG = Logger.getLogger(EventWriter.class);

    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;
    private final KafkaClientService clients;
    private final String source;

    EventWriter(
            @Channel(CHANNEL) @OnOverflow(Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<String, byte[]>> emitter,
            KafkaClientService clients,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.emitter = emitter;
        this.clients = clients;
        this.source = "tocsin/" + application;
    }

    /// The CloudEvents `source` of this service's events.
    public String source() {
        return source;
    }

    /// The event as a record, with this service as its source.
    public ProducerRecord<String, byte[]> record(Topic topic, Event event) {
        return CloudEvents.record(topic, source, event);
    }

    public WriteResult write(Topic topic, List<? extends Event> events) {
        return write(events.stream().map(event -> record(topic, event)).toList());
    }

    /// Takes at most 12 s. Records of one key are written in the order in which they are given.
    public WriteResult write(Collection<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return new Written();
        }
        try {
            Uni.join()
                    .all(records.stream().map(emitter::send).toList())
                    .andCollectFailures()
                    .await()
                    .atMost(LONGEST);
            return new Written();
        } catch (TimeoutException _) {
            return unavailable("Kafka does not answer within %d s".formatted(LONGEST.toSeconds()));
        } catch (RuntimeException e) {
            return Unavailability.causes(e)
                    ? unavailable("Kafka does not accept records: " + Unavailability.firstLine(e))
                    : new Refused(Unavailability.firstLine(e));
        }
    }

    /// @throws KafkaException when Kafka does not answer within 3 s
    public int partitions(Topic topic) {
        try {
            return clients.<String, byte[]>getProducer(CHANNEL)
                    .partitionsFor(topic.topicName())
                    .await()
                    .atMost(ANSWER)
                    .size();
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "Kafka does not say how many partitions %s has".formatted(topic.topicName()), e);
        }
    }

    private static Unavailable unavailable(String reason) {
        LOG.warn(reason);
        return new Unavailable(reason);
    }
}
