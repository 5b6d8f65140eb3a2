package dev.tocsin.incident.trust.live.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.TopicCreator;
import dev.tocsin.support.kafka.WholeTopic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The topics of the real broker, to tell events there and to see what was written.
public final class ToldTopics {

    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", SharedServices.bootstrapServers());

    private ToldTopics() {}

    public static void create() {
        try (var admin = Admin.create(KAFKA)) {
            new TopicCreator(admin).create(List.of(Topic.values()));
        }
    }

    public static void tell(Topic topic, Event... events) {
        tell(topic, List.of(events));
    }

    public static void tell(Topic topic, Collection<? extends Event> events) {
        write(events.stream()
                .map(event -> CloudEvents.record(topic, "tocsin/incident-service", event))
                .toList());
    }

    public static void write(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(KAFKA))) {
            for (var record : records) {
                producer.send(record).get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All that stands in a topic now.
    public static List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        return new WholeTopic(KAFKA, topic).records();
    }

    /// The text of a record's header, empty where it has none of that name.
    static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
