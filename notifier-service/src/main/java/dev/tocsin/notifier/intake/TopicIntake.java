package dev.tocsin.notifier.intake;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.Backoff;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.kafka.RecordHandler;
import dev.tocsin.support.kafka.Superseded;
import dev.tocsin.support.kafka.ThreeStrikes;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.kafka.UnusableRecord;
import dev.tocsin.support.progress.ChannelProgress;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.Broken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the records of one channel into rows. The next offset of each partition is stored in the transaction that
/// stores the effect, and reading begins there: after a restore of the database from a backup, lost records are read
/// again.
///
/// While the database is away, the intake waits; the channel goes on polling, so that the consumer stays in its
/// group. A record that fails three times for a reason of its own is put aside. When a partition was taken away
/// meanwhile, its records are dropped: the stored offset is compared before anything is stored.
public final class TopicIntake<E extends Event> implements KafkaConsumerRebalanceListener, WatchedPart {

    /// The parts that every intake needs.
    record Parts(
            ConsumedOffsetRepository offsets,
            ThreeStrikes strikes,
            KafkaClientService clients,
            Closing closing,
            MeterRegistry metrics) {}

    private static final Logger LOG = LoggerFactory.getLogger(TopicIntake.class);
    private static final Duration ANSWER = Duration.ofSeconds(4);

    /// Many records that are older than this are handled in one transaction; newer records wait for no other.
    private static final Duration NEWS = Duration.ofMinutes(1);

    /// A transaction takes no further record after this time, so that a killed process loses little work on a long
    /// backlog.
    static final Duration LONGEST = Duration.ofMillis(500);

    private static final long NEVER_READ = -1;

    private final String channel;
    private final Topic topic;
    private final Class<E> events;
    private final Parts parts;
    private final ChannelProgress progress;
    private final Map<Integer, Position> positions = new ConcurrentHashMap<>();
    private final AtomicLong batches = new AtomicLong();
    private volatile boolean busy;
    private volatile @Nullable String broken;
    private long batchesSeen = -1;

    /// The position in a partition that is assigned to this instance.
    ///
    /// @param generation of the consumer group when it was assigned
    /// @param stored the offset in the database, or [#NEVER_READ]
    /// @param next the next offset: records before it were handled
    private record Position(int generation, long stored, long next) {

        Position after(long offset) {
            return new Position(generation, offset, offset);
        }
    }

    TopicIntake(String channel, Topic topic, Class<E> events, Parts parts) {
        this.channel = channel;
        this.topic = topic;
        this.events = events;
        this.parts = parts;
        this.progress = new ChannelProgress(channel, parts.clients());
    }

    /// Handles a batch of the channel, in order; never throws.
    public void read(IncomingKafkaRecordBatchMetadata<String, byte[]> batch, Taker<E> taker) {
        if (broken != null) {
            return;
        }
        busy = true;
        batches.incrementAndGet();
        try {
            progress.handle(() -> batch.partitions()
                    .forEach(partition -> read(
                            batch.getRecords().records(partition),
                            partition.partition(),
                            batch.getConsumerGroupGenerationId(),
                            taker)));
        } catch (CancellationException _) {
            broken = "the service ends";
        } catch (Throwable e) {
            LOG.error("Channel {} cannot go on", channel, e);
            broken = Unavailability.firstLine(e);
        } finally {
            busy = false;
        }
    }

    private void read(List<ConsumerRecord<String, byte[]>> records, int partition, int generation, Taker<E> taker) {
        try {
            var position = positions.get(partition);
            if (position == null || position.generation != generation) {
                LOG.info("{} records of {}-{} were read before a rebalance", records.size(), channel, partition);
                return;
            }
            var news = System.currentTimeMillis() - NEWS.toMillis();
            var ours = records.stream()
                    .filter(record -> record.offset() >= position.next)
                    .toList();
            var old =
                    ours.stream().takeWhile(record -> record.timestamp() < news).toList();
            var handler = new PartitionHandler(partition, generation, taker);
            if (!old.isEmpty()) {
                parts.strikes().handle(old, handler);
                progress.made();
            }
            for (var record : ours.subList(old.size(), ours.size())) {
                parts.strikes().handle(List.of(record), handler);
                progress.made();
            }
        } catch (Superseded e) {
            LOG.info("{}-{}: {}", channel, partition, e.getMessage());
        }
    }

    /// Blocks polling while the database is away: without the stored offsets nothing can be read.
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var stored = untilAvailable();
        var ends = consumer.endOffsets(partitions, ANSWER);
        var generation = consumer.groupMetadata().generationId();
        for (var partition : partitions) {
            var kept = stored.getOrDefault(partition.partition(), NEVER_READ);
            if (kept == NEVER_READ || kept > ends.getOrDefault(partition, Long.MAX_VALUE)) {
                LOG.info("{}-{} is read from its beginning; stored is {}", channel, partition.partition(), kept);
                consumer.seekToBeginning(List.of(partition));
                positions.put(partition.partition(), new Position(generation, kept, 0));
            } else {
                consumer.seek(partition, kept);
                positions.put(partition.partition(), new Position(generation, kept, kept));
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.remove(partition.partition()));
    }

    private Map<Integer, Long> untilAvailable() {
        var backoff = new Backoff();
        while (true) {
            try {
                return parts.offsets().next(topic);
            } catch (RuntimeException e) {
                if (!Unavailability.causes(e)) {
                    throw e;
                }
                LOG.warn("{} waits for the database: {}", channel, Unavailability.firstLine(e));
                parts.closing().sleep(backoff.next());
            }
        }
    }

    /// All partitions that are assigned to this instance, if each is read and handled to its end; else none. To be
    /// called repeatedly.
    ///
    /// The last record before an end is often the marker of a transaction, which no handler sees, and records may
    /// still be on their way here. So the consumer's positions count only when no batch came between two calls.
    public synchronized Set<Integer> caughtUp() {
        var before = batches.get();
        var atEnd = atEnd();
        var isQuiet = !atEnd.isEmpty() && !busy && broken == null && batches.get() == before && before == batchesSeen;
        batchesSeen = atEnd.isEmpty() ? -1 : before;
        return isQuiet ? atEnd : Set.of();
    }

    private Set<Integer> atEnd() {
        var consumer = parts.clients().<String, byte[]>getConsumer(channel);
        if (consumer == null) {
            return Set.of(); // the channel is not made yet
        }
        try {
            return consumer.runOnPollingThread(client -> {
                        var ours = new HashSet<Integer>();
                        for (var partition : client.assignment()) {
                            if (client.currentLag(partition).orElse(1) > 0) {
                                return Set.<Integer>of();
                            }
                            ours.add(partition.partition());
                        }
                        return Set.<Integer>copyOf(ours);
                    })
                    .await()
                    .atMost(ANSWER);
        } catch (TimeoutException | KafkaException e) {
            LOG.debug("Channel {} does not say where it is: {}", channel, e.getMessage());
            return Set.of();
        }
    }

    @Override
    public String name() {
        return channel;
    }

    @Override
    public Work work() {
        var why = broken;
        return why == null ? progress.work() : new Broken("channel %s cannot go on: %s".formatted(channel, why));
    }

    private final class PartitionHandler implements RecordHandler {

        private final int partition;
        private final int generation;
        private final Taker<E> taker;

        PartitionHandler(int partition, int generation, Taker<E> taker) {
            this.partition = partition;
            this.generation = generation;
            this.taker = taker;
        }

        @Override
        public void handle(List<ConsumerRecord<String, byte[]>> records) {
            while (!store(records, this::take, "handled")) {
                progress.made();
                taker.taken(partition);
            }
            taker.taken(partition);
        }

        @Override
        public void putAside(ConsumerRecord<String, byte[]> record) {
            var _ = store(List.of(record), _ -> {}, "dead-lettered");
        }

        /// For records that were handled meanwhile, only the offset is taken over. That happens when the answer to a
        /// commit of ours was lost, and when another instance took over before this one noticed.
        ///
        /// @return whether all records are stored; if not, call it again
        private boolean store(
                List<ConsumerRecord<String, byte[]>> records,
                java.util.function.Consumer<ConsumerRecord<String, byte[]>> effect,
                String result) {
            var end = records.getLast().offset() + 1;
            var position = position();
            if (end <= position.next) {
                return true;
            }
            var stored = QuarkusTransaction.requiringNew().call(() -> {
                var before = parts.offsets().lock(topic, partition).orElse(NEVER_READ);
                demandNotBefore(position.stored, before);
                var from = before == position.stored ? position.next : before;
                if (from >= end) {
                    return before;
                }
                var next = apply(records, from, effect);
                parts.offsets().keep(topic, partition, next);
                return next;
            });
            positions.computeIfPresent(
                    partition, (_, current) -> current.generation == generation ? current.after(stored) : current);
            count(records, position.next, stored, result);
            return stored >= end;
        }

        private void count(List<ConsumerRecord<String, byte[]>> records, long from, long to, String result) {
            var counter = Counter.builder("tocsin.intake")
                    .description("Records of a topic that were handled, or put aside as dead letters")
                    .tag("topic", topic.topicName())
                    .tag("result", result)
                    .register(parts.metrics());
            records.stream()
                    .filter(record -> record.offset() >= from && record.offset() < to)
                    .forEach(_ -> counter.increment());
        }

        /// @return the offset after the last record that was taken
        private long apply(
                List<ConsumerRecord<String, byte[]>> records,
                long from,
                java.util.function.Consumer<ConsumerRecord<String, byte[]>> effect) {
            var until = System.nanoTime() + LONGEST.toNanos();
            var next = from;
            for (var record : records) {
                if (record.offset() >= from) {
                    effect.accept(record);
                    next = record.offset() + 1;
                }
                if (System.nanoTime() - until > 0) {
                    return next;
                }
            }
            return next;
        }

        private Position position() {
            var position = positions.get(partition);
            if (position == null || position.generation != generation) {
                throw new Superseded("the partition was taken away");
            }
            return position;
        }

        private void demandNotBefore(long expected, long stored) {
            if (stored < expected) {
                var why = "offset %d of %s-%d is stored, though %d was: the database was restored"
                        .formatted(stored, topic.topicName(), partition, expected);
                broken = why;
                throw new Superseded(why);
            }
        }

        private void take(ConsumerRecord<String, byte[]> record) {
            switch (CloudEvents.read(record)) {
                case Known known
                when events.isInstance(known.event()) ->
                    taker.take(events.cast(known.event()), partition, known.traceparent());
                case Known known ->
                    throw new UnusableRecord("a %s does not belong here"
                            .formatted(EventTypes.typeOf(known.event().getClass())));
                case Unreadable(var reason) -> throw new UnusableRecord(reason);
                case Tombstone _ when topic.kept() == Topic.Kept.COMPACTED -> {}
                case Tombstone _ -> throw new UnusableRecord("a record without a value");
            }
        }
    }
}
