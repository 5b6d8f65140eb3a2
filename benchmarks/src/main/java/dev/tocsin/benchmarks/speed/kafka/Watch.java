package dev.tocsin.benchmarks.speed.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads committed records of topics from their beginning, on a thread of its own, and reports when it saw each.
public final class Watch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final List<Topic> topics;
    private final BiConsumer<Event, Instant> seen;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("watch").unstarted(this::run);

    private Watch(Map<String, Object> kafka, List<Topic> topics, BiConsumer<Event, Instant> seen) {
        this.kafka = kafka;
        this.topics = topics;
        this.seen = seen;
    }

    /// @param seen is called on that thread
    public static Watch start(Map<String, Object> kafka, List<Topic> topics, BiConsumer<Event, Instant> seen) {
        var watch = new Watch(kafka, topics, seen);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try (var consumer = new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(kafka))) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (closed.getCount() > 0) {
                var records = consumer.poll(POLL);
                var now = Instant.now();
                records.forEach(record -> {
                    if (CloudEvents.read(record) instanceof Known(Event event, var _, var _)) {
                        seen.accept(event, now);
                    }
                });
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
