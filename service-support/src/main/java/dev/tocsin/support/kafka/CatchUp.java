package dev.tocsin.support.kafka;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Detects when a channel that reads whole topics has reached the ends that they had when it began.
///
/// Such a channel has a group of its own, commits nothing, and begins at the earliest record; after a rebalance it
/// continues where it was. This class is the channel's rebalance listener and hands its records on.
public final class CatchUp implements KafkaConsumerRebalanceListener {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    private final String channel;
    private final KafkaClientService clients;
    private final Closing closing;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private long batches;
    private boolean busy;
    private boolean looking;

    public CatchUp(String channel, KafkaClientService clients, Closing closing) {
        this.channel = channel;
        this.clients = clients;
        this.closing = closing;
    }

    /// Completes when all records that were in the topics at the start have been handled.
    public CompletionStage<Void> done() {
        return done;
    }

    public boolean isDone() {
        return done.isDone();
    }

    /// Whether a record was in its topic before this channel began to read.
    public synchronized boolean isOfThePast(ConsumerRecord<?, ?> record) {
        return record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }

    /// Hands on each record in order. An exception from the handler is logged, and the next record follows: a handler
    /// that must not miss any handles its own failures.
    public void handle(ConsumerRecords<String, byte[]> records, Consumer<ConsumerRecord<String, byte[]>> handler) {
        handle(records, handler, (record, e) -> LOG.errorf(e, "Skipped %s", DeadLetters.place(record)));
    }

    /// Hands on each record in order. A record that the handler fails on is put aside, and the next one follows.
    ///
    /// A record that was in its topic before this channel began has been put aside already: only the alert is
    /// raised for it.
    ///
    /// @param handler may throw [UnusableRecord]; keeps its results in memory, so that a second try is of no use
    public void handle(
            ConsumerRecords<String, byte[]> records,
            Consumer<ConsumerRecord<String, byte[]>> handler,
            DeadLetters deadLetters) {
        handle(records, handler, (record, e) -> {
            var reason = e instanceof UnusableRecord
                    ? String.valueOf(e.getMessage())
                    : "its handling failed: " + Unavailability.firstLine(e);
            LOG.debugf(e, "Channel %s cannot use %s", channel, DeadLetters.place(record));
            if (isOfThePast(record)) {
                deadLetters.report(record, reason);
            } else {
                deadLetters.put(record, reason);
            }
        });
    }

    private void handle(
            ConsumerRecords<String, byte[]> records,
            Consumer<ConsumerRecord<String, byte[]>> handler,
            BiConsumer<ConsumerRecord<String, byte[]>, RuntimeException> failed) {
        begin();
        try {
            for (var record : records) {
                try {
                    handler.accept(record);
                } catch (RuntimeException e) {
                    failed.accept(record, e);
                }
            }
        } finally {
            end(records);
        }
    }

    @Override
    public void onPartitionsAssigned(
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var now = consumer.endOffsets(partitions, ANSWER);
        synchronized (this) {
            partitions.forEach(partition -> {
                var position = next.get(partition);
                if (position == null) {
                    consumer.seekToBeginning(List.of(partition));
                } else {
                    consumer.seek(partition, position);
                }
            });
            now.forEach(ends::putIfAbsent);
            if (!looking) {
                looking = true;
                Thread.ofVirtual().name("catch-up " + channel).start(this::look);
            }
        }
    }

    private synchronized void begin() {
        busy = true;
        batches++;
    }

    private synchronized void end(ConsumerRecords<String, byte[]> records) {
        records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
        busy = false;
    }

    /// The last record before an end is often the marker of a transaction, which no handler sees: only the consumer's
    /// position shows that it was passed. Records may still be on their way to the handler, so the positions count
    /// only when no batch came between two looks.
    private void look() {
        try {
            lookUntilDone();
        } catch (CancellationException _) {
            LOG.debugf("The service ends before channel %s caught up", channel);
        }
    }

    private void lookUntilDone() {
        var seen = -1L;
        while (!done.isDone()) {
            closing.sleep(LOOK);
            var atEnd = isAtEnd();
            synchronized (this) {
                if (atEnd && !busy && batches == seen) {
                    done.complete(null);
                }
                seen = atEnd ? batches : -1;
            }
        }
    }

    /// Any failure counts as not at the end: the consumer may be between two assignments, or not begun yet.
    private boolean isAtEnd() {
        try {
            var positions = clients.<String, byte[]>getConsumer(channel)
                    .getPositions()
                    .await()
                    .atMost(ANSWER);
            synchronized (this) {
                return ends.entrySet().stream()
                        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
            }
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debugf("The position of channel %s cannot be read: %s", channel, Unavailability.firstLine(e));
            return false;
        }
    }
}
