package dev.tocsin.system;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.WholeTopic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What stands in Kafka, read whole and anew each time.
record Log(String bootstrap) {

    /// All records of the topic, in the order of their partitions.
    List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        return new WholeTopic(kafka(), topic).records();
    }

    /// All events of a kind that stand in the topic.
    <E extends Event> List<E> events(Topic topic, Class<E> kind) {
        return new WholeTopic(kafka(), topic).events(kind);
    }

    void write(ProducerRecord<String, byte[]> record) {
        try (var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(kafka()))) {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private Map<String, Object> kafka() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    }
}
