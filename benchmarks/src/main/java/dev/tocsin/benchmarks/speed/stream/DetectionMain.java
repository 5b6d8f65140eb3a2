package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.incident.detection.stream.DetectionMonitor;
import dev.tocsin.incident.detection.stream.DetectionStreams;
import dev.tocsin.incident.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;

/// Detection alone, for as long as its process lives.
public final class DetectionMain {

    private static final Logger LOG = Logger.getLogger(DetectionMain.class);

    private DetectionMain() {}

    /// @param arguments where Kafka is, and a folder
    public static void main(String[] arguments) {
        var monitor = new DetectionMonitor(new SimpleMeterRegistry(), new Logged(), Clock.systemUTC());
        var settings = new OneThread("tocsin-detection", Path.of(arguments[1]));
        DetectionStreams.of(Map.of("bootstrap.servers", arguments[0]), settings, monitor, 1)
                .start();
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
