package dev.tocsin.support.kafka;

import dev.tocsin.contract.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads whole topics from their beginning and then follows them, without a group: every instance sees every record.
///
/// Runs on a thread of its own from [#start()] to [#close()]. After Kafka was away, it continues where it was.
public final class TopicFollower implements AutoCloseable {

    /// Receives each record, in the order of its partition, on the follower's own thread.
    public interface RecordListener {

        /// An exception is logged, and the record is passed over: a listener that must not miss any handles its own
        /// failures.
        void received(ConsumerRecord<String, byte[]> record, Received received);

        /// Called once, when all records that were in the topics at the start have been received.
        default void caughtUp() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final Set<String> topics;
    private final RecordListener listener;
    private final Thread thread;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private boolean caughtUp;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;

    /// @param base the client settings with Kafka's address and the sign-in there
    public TopicFollower(Map<String, ?> base, Collection<Topic> topics, RecordListener listener) {
        this.settings = KafkaSettings.consumer(base);
        this.topics = topics.stream().map(Topic::topicName).collect(Collectors.toUnmodifiableSet());
        this.listener = listener;
        this.thread =
                Thread.ofPlatform().daemon().name("follower " + this.topics).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosing()) {
            try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("Closing", e);
            } catch (KafkaException e) {
                LOG.warn("Kafka is not available; reading of {} continues when it is back: {}", topics, e.getMessage());
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        if (!isClosing()) {
            assign(consumer);
        }
        while (!isClosing()) {
            consumer.poll(POLL).forEach(this::pass);
            consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
            tellCaughtUp();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void assign(KafkaConsumer<String, byte[]> consumer) {
        var partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.stream().map(TopicPartition::topic).distinct().count() < topics.size()) {
            throw new KafkaException("not all of the topics exist yet");
        }
        consumer.assign(partitions);
        if (ends.isEmpty()) {
            ends.putAll(consumer.endOffsets(partitions));
            consumer.seekToBeginning(partitions);
        }
        positions.forEach(consumer::seek);
    }

    private void pass(ConsumerRecord<String, byte[]> record) {
        try {
            listener.received(record, CloudEvents.read(record));
        } catch (RuntimeException e) {
            LOG.error("Skipped {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void tellCaughtUp() {
        if (!caughtUp
                && ends.entrySet().stream()
                        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            caughtUp = true;
            listener.caughtUp();
        }
    }

    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
