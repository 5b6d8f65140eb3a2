package dev.tocsin.notifier.intake;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.intake.Positions.Position;
import dev.tocsin.support.kafka.Backoff;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.Superseded;
import dev.tocsin.support.kafka.ThreeStrikes;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.progress.ChannelProgress;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.Broken;
import io.micrometer.core.instrument.MeterRegistry;
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
    record IntakeParts(
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

    private final String channel;
    private final Topic topic;
    private final IntakeParts parts;
    private final ChannelProgress progress;
    private final Positions positions = new Positions();
    private final PartitionHandler.Context<E> context;
    private final AtomicLong batches = new AtomicLong();
    private volatile boolean busy;
    private volatile @Nullable String broken;
    private long batchesSeen = -1;

    TopicIntake(String channel, Topic topic, Class<E> events, IntakeParts parts) {
        this.channel = channel;
        this.topic = topic;
        this.parts = parts;
        this.progress = new ChannelProgress(channel, parts.clients());
        this.context = new PartitionHandler.Context<>(
                topic, events, parts.offsets(), positions, progress, parts.metrics(), why -> broken = why);
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
            broken = "the service is stopping";
        } catch (Throwable e) {
            LOG.error("Channel {} cannot continue", channel, e);
            broken = Unavailability.firstLine(e);
        } finally {
            busy = false;
        }
    }

    private void read(List<ConsumerRecord<String, byte[]>> records, int partition, int generation, Taker<E> taker) {
        try {
            var position = positions.find(partition, generation);
            if (position == null) {
                LOG.info("Skipped {} records of {}-{} from before a rebalance", records.size(), channel, partition);
                return;
            }
            var news = System.currentTimeMillis() - NEWS.toMillis();
            var ours = records.stream()
                    .filter(record -> record.offset() >= position.next())
                    .toList();
            var old =
                    ours.stream().takeWhile(record -> record.timestamp() < news).toList();
            var handler = new PartitionHandler<>(context, partition, generation, taker);
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
            var kept = stored.getOrDefault(partition.partition(), Position.NEVER_READ);
            if (kept == Position.NEVER_READ || kept > ends.getOrDefault(partition, Long.MAX_VALUE)) {
                LOG.info("{}-{} is read from its beginning; stored offset: {}", channel, partition.partition(), kept);
                consumer.seekToBeginning(List.of(partition));
                positions.assign(partition.partition(), new Position(generation, kept, 0));
            } else {
                consumer.seek(partition, kept);
                positions.assign(partition.partition(), new Position(generation, kept, kept));
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.revoke(partition.partition()));
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
            LOG.debug("The position of channel {} cannot be read: {}", channel, e.getMessage());
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
        return why == null ? progress.work() : new Broken("channel %s cannot continue: %s".formatted(channel, why));
    }
}
