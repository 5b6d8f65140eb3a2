package dev.tocsin.incident.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.kafka.CloudEvents;
import dev.tocsin.contract.kafka.KafkaSettings;
import dev.tocsin.contract.kafka.Received;
import dev.tocsin.contract.kafka.TopicCreator;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

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

    public AcknowledgedWriter writer() {
        return new AcknowledgedWriter(kafka());
    }

    /// All that is committed in the topic now.
    public List<Received> read(Topic topic) {
        return records(topic).stream().map(CloudEvents::read).toList();
    }

    /// All that is committed in the topic now, each partition in order.
    public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        try (var consumer = new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(kafka()))) {
            var partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var read = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            return read;
        }
    }

    /// The events of one kind among them.
    public <T extends Event> List<T> read(Topic topic, Class<T> kind) {
        return read(topic).stream()
                .filter(Received.Known.class::isInstance)
                .map(received -> ((Received.Known) received).event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void close() {
        broker.close();
    }
}
