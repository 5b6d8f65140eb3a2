package dev.tocsin.support.kafka;

import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/// Writes batches of records under a fixed `transactional.id`: all records of a batch or none of them.
///
/// It is a plain client because the transactions of a SmallRye channel do not keep this promise: a channel that was
/// fenced, or whose commit timed out, never works again, and a commit that failed can be reported as success. See
/// decision 7.
public final class TransactionalWriter implements AutoCloseable {

    private static final Duration TRANSACTION = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration PARTING = Duration.ofSeconds(1);
    private static final int DEEPEST = 16;

    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /// @param kafka the client settings with Kafka's address and the sign-in there
    public TransactionalWriter(Map<String, ?> kafka, String transactionalId) {
        this.settings = new HashMap<>(KafkaSettings.producer(kafka));
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    }

    /// Ends the transactions of every other writer with this id, and keeps those writers from writing more.
    ///
    /// @return never [Refused]
    public synchronized WriteResult takeOver() {
        close();
        try {
            var fresh = new KafkaProducer<String, byte[]>(settings);
            producer = fresh;
            fresh.initTransactions();
            return new Written();
        } catch (KafkaException | IllegalStateException e) {
            close();
            return new Unavailable(Unavailability.firstLine(e));
        }
    }

    /// Writes all records in one transaction. Takes over first if this writer has not done so yet, or not since its
    /// last failure.
    ///
    /// After [Unavailable] the whole batch may be on Kafka all the same: its commit may have succeeded without an
    /// answer.
    public synchronized WriteResult write(Collection<ProducerRecord<String, byte[]>> records) {
        if (producer == null && takeOver() instanceof Unavailable unavailable) {
            return unavailable;
        }
        var open = producer;
        if (records.isEmpty() || open == null) {
            return new Written();
        }
        try {
            open.beginTransaction();
            for (var record : records) {
                var _ = open.send(record);
            }
            open.commitTransaction();
            return new Written();
        } catch (KafkaException | IllegalStateException e) {
            close();
            return isRefusal(e)
                    ? new Refused(Unavailability.firstLine(e))
                    : new Unavailable(Unavailability.firstLine(e));
        }
    }

    /// A batch that was begun and not committed is aborted, by Kafka itself if the abort does not reach it.
    @Override
    public synchronized void close() {
        var open = producer;
        if (open != null) {
            producer = null;
            open.close(PARTING);
        }
    }

    /// Only a failure that lies in a record's content is a refusal; anything else may succeed the next time.
    private static boolean isRefusal(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof RecordBatchTooLargeException
                    || cause instanceof SerializationException
                    || cause instanceof InvalidRecordException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
