package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.benchmarks.process.LoggingAsConfigured;
import dev.tocsin.incident.detection.stream.DetectionMonitor;
import dev.tocsin.incident.detection.stream.DetectionSettings;
import dev.tocsin.incident.detection.stream.DetectionStreams;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;

/// Detection alone, without the rest of the service.
public final class DetectionMain {

    private static final Logger LOG = Logger.getLogger(DetectionMain.class);

    private DetectionMain() {}

    /// Runs as long as its process lives.
    ///
    /// @param arguments the address of Kafka, and a folder
    public static void main(String[] arguments) {
        LoggingAsConfigured.begin();
        DetectionStreams.of(kafka(arguments[0]), settings(Path.of(arguments[1])), monitor(), 1)
                .start();
    }

    /// Detection of a log of the past, in this process and not started yet. The service continues from what it leaves
    /// in Kafka.
    ///
    /// @param folder for the files of Kafka Streams
    public static KafkaStreams ofPast(String bootstrap, Path folder) {
        return DetectionStreams.ofPast(kafka(bootstrap), settings(folder), monitor(), 1);
    }

    private static Map<String, Object> kafka(String bootstrap) {
        return Map.of("bootstrap.servers", bootstrap);
    }

    private static DetectionSettings settings(Path folder) {
        return new OneThread("tocsin-detection", folder);
    }

    private static DetectionMonitor monitor() {
        return new DetectionMonitor(new SimpleMeterRegistry(), new Logged(), Clock.systemUTC());
    }

    private static final class Logged implements OperatorAlerts {

        @Override
        public void raise(String subject, String why) {
            LOG.warnf("%s: %s", subject, why);
        }

        @Override
        public void clear(String subject, String why) {
            LOG.infof("%s: %s", subject, why);
        }
    }
}
