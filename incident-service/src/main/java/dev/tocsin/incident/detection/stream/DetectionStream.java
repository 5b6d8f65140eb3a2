package dev.tocsin.incident.detection.stream;

import dev.tocsin.incident.kafka.RunningStreams;
import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Runs detection from the moment that its topics exist until the service stops; ready while it runs.
@Readiness
@ApplicationScoped
class DetectionStream implements HealthCheck, WatchedPart {

    private final Map<String, Object> kafka;
    private final DetectionSettings settings;
    private final TopicSetup topics;
    private final DetectionMonitor monitor;
    private final RunningStreams streams;

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
        this.streams = new RunningStreams(name(), meters);
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        watch.watch(this);
        streams.start(topics, replication -> DetectionStreams.of(kafka, settings, monitor, replication));
    }

    @Override
    public String name() {
        return "detection";
    }

    @Override
    public Work work() {
        return streams.work(monitor.progress());
    }

    void stop(@Observes ShutdownEvent event) {
        streams.stop();
    }

    @Override
    public HealthCheckResponse call() {
        var state = streams.state();
        var response = HealthCheckResponse.named(name())
                .status(state.equals(Optional.of(KafkaStreams.State.RUNNING)))
                .withData("state", state.map(Enum::name).orElse("WAITING_FOR_KAFKA"));
        return streams.failure()
                .map(why -> response.withData("state", "NOT_STARTED").withData("why", why))
                .orElse(response)
                .build();
    }
}
