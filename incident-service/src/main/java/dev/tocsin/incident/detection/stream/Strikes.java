package dev.tocsin.incident.detection.stream;

import dev.tocsin.support.kafka.Unavailability;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Counts detection's failures on each record, across the threads that Kafka Streams replaces after a failure.
///
/// A failure may leave a partition's memory half changed. So it ends the thread, the transaction is aborted, and
/// another thread begins with the state of the last commit. That thread puts aside a record that failed three times.
final class Strikes {

    private static final int MOST = 3;
    private static final Logger LOG = Logger.getLogger(Strikes.class);

    private final ConcurrentMap<String, RecordFailures> byPlace = new ConcurrentHashMap<>();

    private record RecordFailures(int count, String latest) {}

    /// Runs the handling of a record.
    ///
    /// @throws RuntimeException when the handling fails; Kafka Streams then replaces the thread
    void count(ConsumerRecord<?, ?> record, Runnable handling) {
        try {
            handling.run();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            var latest = Unavailability.firstLine(e);
            var failures = byPlace.merge(
                    place(record),
                    new RecordFailures(1, latest),
                    (before, _) -> new RecordFailures(before.count() + 1, latest));
            LOG.infof("Attempt %d to handle %s failed", failures.count(), place(record));
            throw new IllegalStateException("detection could not handle " + place(record), e);
        }
    }

    /// The reason to put a record aside; empty while it may be handled.
    Optional<String> reason(ConsumerRecord<?, ?> record) {
        var failures = byPlace.get(place(record));
        return failures == null || failures.count() < MOST
                ? Optional.empty()
                : Optional.of("its handling failed %d times: %s".formatted(failures.count(), failures.latest()));
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    }
}
