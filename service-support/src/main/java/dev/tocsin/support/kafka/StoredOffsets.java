package dev.tocsin.support.kafka;

import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Makes a channel begin, after each assignment, at the offsets that our own database holds beside the effects of the
/// records. Kafka's committed offsets are not used, so a database that was restored from a backup receives the lost
/// records again.
///
/// It is the rebalance listener of such a channel. Nothing is read before the database has answered.
public final class StoredOffsets implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(StoredOffsets.class);

    private final Supplier<Map<TopicPartition, Long>> offsets;
    private final Runnable assigned;
    private final Closing closing;

    /// @param offsets the next offset of each partition for which one is stored
    /// @param assigned called after each assignment, before anything is read
    public StoredOffsets(Supplier<Map<TopicPartition, Long>> offsets, Runnable assigned, Closing closing) {
        this.offsets = offsets;
        this.assigned = assigned;
        this.closing = closing;
    }

    /// The next offset of each partition after these records, which are in the order of their partitions.
    public static Map<TopicPartition, Long> after(Collection<? extends ConsumerRecord<?, ?>> records) {
        var next = new HashMap<TopicPartition, Long>();
        records.forEach(
                record -> next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
        return next;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var stored = untilTheyAreKnown();
        for (var partition : partitions) {
            var offset = stored.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
        LOG.infof("Reading continues from the stored offsets %s on %s", stored, partitions);
        assigned.run();
    }

    /// A consumer that waits for longer than Kafka allows loses the partitions and gets them again.
    private Map<TopicPartition, Long> untilTheyAreKnown() {
        var backoff = new Backoff();
        while (true) {
            try {
                return offsets.get();
            } catch (RuntimeException e) {
                var wait = backoff.next();
                LOG.warnf("The stored offsets cannot be read; next try in %s: %s", wait, Unavailability.firstLine(e));
                closing.sleep(wait);
            }
        }
    }
}
