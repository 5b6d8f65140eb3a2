package dev.tocsin.incident.detection.stream;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
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
        var newsPace = new CommitPace(NEWS_IN_A_ROW);
        var clocksPace = new CommitPace(1);
        var topology = DetectionTopology.of(
                () -> new DetectionProcessor(monitor, newsPace, clocksPace), () -> new OversightProcessor(monitor));
        var streams = new KafkaStreams(topology, StreamsSettings.of(kafka, settings, replication));
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

    /// To try again would not help.
    private static boolean isOfUnknownForm(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(StateForm.UnknownForm.class::isInstance);
    }
}
