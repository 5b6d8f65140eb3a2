package dev.tocsin.incident.replay;

import dev.tocsin.engine.replay.Partitioning;
import dev.tocsin.engine.replay.Recorded;
import java.time.Instant;
import java.util.function.Consumer;

/// The log from which detection and correlation decided.
public interface RecordedLog {

    /// @param deadline by `System.nanoTime()`; reading later fails
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time
    LogExcerpt open(Instant from, Instant to, long deadline);

    /// The records of a span of time.
    interface LogExcerpt extends Partitioning, AutoCloseable {

        /// The number of partitions of the health events.
        int partitions();

        /// The number of records that [#read] goes through.
        long records(ReplayScope scope);

        /// Passes the records of the scope on, in the order of append times.
        ///
        /// @param progress is given the number of records read so far, now and then
        /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time
        void read(ReplayScope scope, Consumer<Recorded> to, Consumer<Long> progress);

        @Override
        void close();
    }
}
