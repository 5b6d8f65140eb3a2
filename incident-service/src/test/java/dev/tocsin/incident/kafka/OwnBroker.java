package dev.tocsin.incident.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.TopicCreator;
import dev.tocsin.support.kafka.WholeTopic;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;

/// A real broker that no other test writes to, with the topics.
public final class OwnBroker implements AutoCloseable {

    private final KafkaBroker broker;

    private OwnBroker(KafkaBroker broker) {
        this.broker = broker;
    }

    public static OwnBroker start(Path folder) {
        var settings = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka"));
        var started = new OwnBroker(KafkaBroker.start(settings, folder.resolve("kafka.log")));
        try (var admin = Admin.create(started.kafka())) {
            new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
        }
        return started;
    }

    public Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    /// Returns when Kafka has all of them.
    public void write(Topic topic, Collection<? extends Event> events) {
        try (var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(kafka()))) {
            for (var event : events) {
                producer.send(CloudEvents.record(topic, EventSource.NAME, event))
                        .get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All that is committed in the topic now.
    public List<Received> read(Topic topic) {
        return records(topic).stream().map(CloudEvents::read).toList();
    }

    /// All that is committed in the topic now, each partition in order.
    public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        return new WholeTopic(kafka(), topic).records();
    }

    /// The events of one kind among them.
    public <T extends Event> List<T> read(Topic topic, Class<T> kind) {
        return new WholeTopic(kafka(), topic).events(kind);
    }

    @Override
    public void close() {
        broker.close();
    }
}
