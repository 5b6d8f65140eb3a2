package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.incident.detection.stream.DetectionMonitor;
import dev.tocsin.incident.detection.stream.DetectionStreams;
import dev.tocsin.incident.operator.OperatorAlerts;
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

    /// For as long as its process lives.
    ///
    /// @param arguments where Kafka is, and a folder
    public static void main(String[] arguments) {
        start(arguments[0], Path.of(arguments[1]));
    }

    /// In this process, until it is closed. What it leaves in Kafka the service goes on with.
    ///
    /// @param folder for the notes of Kafka Streams
    public static KafkaStreams start(String bootstrap, Path folder) {
        var monitor = new DetectionMonitor(new SimpleMeterRegistry(), new Logged(), Clock.systemUTC());
        var settings = new OneThread("tocsin-detection", folder);
        var streams = DetectionStreams.of(Map.of("bootstrap.servers", bootstrap), settings, monitor, 1);
        streams.start();
        return streams;
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
