package dev.tocsin.incident.detection.stream;

import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.incident.detection.stream.DetectionProcessor.PartitionDetection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/// Builds detection as it runs everywhere: in the service, in tests on a real broker, and in measurements.
public final class DetectionStreams {

    private static final Logger LOG = Logger.getLogger(DetectionStreams.class);

    /// While a cell's status changes, each vote of its vantage points is news.
    private static final int NEWS_IN_A_ROW = 4;

    private DetectionStreams() {}

    /// Builds detection without starting it.
    ///
    /// @param kafka Kafka's address and the credentials for it
    /// @param replication the replication factor of internal topics
    public static KafkaStreams of(
            Map<String, ?> kafka, DetectionSettings settings, DetectionMonitor monitor, int replication) {
        return of(kafka, settings, monitor, replication, memory -> new Detection(memory)::take);
    }

    /// Builds detection for a log of the past, with gaps between its ticks, read in long strides from one partition
    /// after another. It has no oversight, which compares all partitions by the minute and would take that for
    /// blindness.
    ///
    /// @param kafka Kafka's address and the credentials for it
    /// @param replication the replication factor of internal topics
    public static KafkaStreams ofPast(
            Map<String, ?> kafka, DetectionSettings settings, DetectionMonitor monitor, int replication) {
        return of(
                kafka,
                settings,
                monitor,
                replication,
                memory -> new Detection(memory)::take,
                new Strikes(),
                NoOversight::new);
    }

    /// @param core makes the detection of one partition
    static KafkaStreams of(
            Map<String, ?> kafka,
            DetectionSettings settings,
            DetectionMonitor monitor,
            int replication,
            Function<PartitionMemory, PartitionDetection> core) {
        var strikes = new Strikes();
        return of(kafka, settings, monitor, replication, core, strikes, () -> new OversightProcessor(monitor, strikes));
    }

    private static KafkaStreams of(
            Map<String, ?> kafka,
            DetectionSettings settings,
            DetectionMonitor monitor,
            int replication,
            Function<PartitionMemory, PartitionDetection> core,
            Strikes strikes,
            ProcessorSupplier<String, byte[], String, byte[]> oversight) {
        var newsPace = new CommitPace(NEWS_IN_A_ROW);
        var clocksPace = new CommitPace(1);
        var topology = DetectionTopology.of(
                () -> new DetectionProcessor(core, monitor, strikes, newsPace, clocksPace), oversight);
        var properties = StreamsSettings.of(kafka, settings, replication);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedRecords.class);
        properties.put(RefusedRecords.MONITOR, monitor);
        var streams = new KafkaStreams(topology, properties);
        streams.setGlobalStateRestoreListener(new RestoreProgress(monitor));
        streams.setStateListener((to, from) -> LOG.infof("Detection went from %s to %s", from, to));
        streams.setUncaughtExceptionHandler(failure -> {
            if (isOfUnknownForm(failure)) {
                LOG.error("Detection stops", failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            LOG.error("A thread of detection failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        return streams;
    }

    /// Restoring counts as progress: a large state takes longer than the watch waits.
    private record RestoreProgress(DetectionMonitor monitor) implements StateRestoreListener {

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long begin, long end) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long records) {
            monitor.processed();
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long records) {
            monitor.processed();
        }
    }

    /// A class, since Kafka Streams needs a new instance for each task.
    private static final class NoOversight implements Processor<String, byte[], String, byte[]> {

        @Override
        public void process(Record<String, byte[]> counted) {}
    }

    /// Whether a newer version wrote the state, so that a retry would not help.
    private static boolean isOfUnknownForm(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(StateForm.UnknownForm.class::isInstance);
    }
}
