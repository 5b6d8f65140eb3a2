package dev.tocsin.incident.detection.stream;

import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.incident.detection.stream.DetectionProcessor.Core;
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

/// Detection as it runs everywhere: in the service, in tests on a real broker, and where it is measured.
public final class DetectionStreams {

    private static final Logger LOG = Logger.getLogger(DetectionStreams.class);

    /// A cell that turns is news at each of its vantage points' votes.
    private static final int NEWS_IN_A_ROW = 4;

    private DetectionStreams() {}

    /// Not started yet.
    ///
    /// @param kafka where Kafka is, and how to sign in there
    /// @param replication of internal topics
    public static KafkaStreams of(
            Map<String, ?> kafka, DetectionSettings settings, DetectionMonitor monitor, int replication) {
        return of(kafka, settings, monitor, replication, memory -> new Detection(memory)::take);
    }

    /// Of a log of the past, with gaps between its ticks and read in long strides, now one partition and now another:
    /// oversight, which compares what all of them say of the same minute, would take that for blindness.
    ///
    /// @param kafka where Kafka is, and how to sign in there
    /// @param replication of internal topics
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

    /// @param core what detects
    static KafkaStreams of(
            Map<String, ?> kafka,
            DetectionSettings settings,
            DetectionMonitor monitor,
            int replication,
            Function<PartitionMemory, Core> core) {
        var strikes = new Strikes();
        return of(kafka, settings, monitor, replication, core, strikes, () -> new OversightProcessor(monitor, strikes));
    }

    private static KafkaStreams of(
            Map<String, ?> kafka,
            DetectionSettings settings,
            DetectionMonitor monitor,
            int replication,
            Function<PartitionMemory, Core> core,
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

    /// Restoring is progress too: a large state takes longer than the watch is patient.
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

    /// Kafka Streams wants a new one for each task.
    private static final class NoOversight implements Processor<String, byte[], String, byte[]> {

        @Override
        public void process(Record<String, byte[]> counted) {}
    }

    /// To try again would not help.
    private static boolean isOfUnknownForm(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(StateForm.UnknownForm.class::isInstance);
    }
}
