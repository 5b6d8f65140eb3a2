package dev.tocsin.system;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.kafka.CloudEvents;
import dev.tocsin.contract.kafka.KafkaSettings;
import dev.tocsin.contract.kafka.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What stands in Kafka, read whole and anew each time.
record Log(String bootstrap) {

    /// All records of the topic, in the order of their partitions.
    List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        try (var consumer = new KafkaConsumer<String, byte[]>(
                KafkaSettings.consumer(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap)))) {
            var partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /// All events of a kind that stand in the topic.
    <E extends Event> List<E> events(Topic topic, Class<E> kind) {
        return records(topic).stream()
                .map(CloudEvents::read)
                .filter(Received.Known.class::isInstance)
                .map(received -> ((Received.Known) received).event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    void write(ProducerRecord<String, byte[]> record) {
        try (var producer = new KafkaProducer<String, byte[]>(
                KafkaSettings.producer(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap)))) {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
