package dev.tocsin.incident.detection.stream;

import dev.tocsin.support.kafka.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/// Runs detection from the moment that its topics exist until the service stops; ready while it runs.
@Readiness
@ApplicationScoped
class DetectionStream implements HealthCheck {

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final DetectionSettings settings;
    private final TopicSetup topics;
    private final DetectionMonitor monitor;
    private final MeterRegistry meters;
    private volatile @Nullable KafkaStreams streams;

    DetectionStream(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DetectionSettings settings,
            TopicSetup topics,
            DetectionMonitor monitor,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.settings = settings;
        this.topics = topics;
        this.monitor = monitor;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        topics.ready().thenAccept(this::run);
    }

    private void run(int replication) {
        var started = DetectionStreams.of(kafka, settings, monitor, replication);
        new KafkaStreamsMetrics(started).bindTo(meters);
        started.start();
        streams = started;
    }

    void stop(@Observes ShutdownEvent event) {
        var running = streams;
        if (running != null) {
            running.close(FAREWELL);
        }
    }

    @Override
    public HealthCheckResponse call() {
        var running = streams;
        var state = running == null ? "WAITING_FOR_KAFKA" : running.state().name();
        return HealthCheckResponse.named("detection")
                .status(running != null && running.state() == KafkaStreams.State.RUNNING)
                .withData("state", state)
                .build();
    }
}
