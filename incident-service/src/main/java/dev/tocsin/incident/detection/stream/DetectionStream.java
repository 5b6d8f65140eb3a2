package dev.tocsin.incident.detection.stream;

import dev.tocsin.incident.kafka.StreamsWork;
import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs detection from the moment that its topics exist until the service stops; ready while it runs.
@Readiness
@ApplicationScoped
class DetectionStream implements HealthCheck, WatchedPart {

    private static final Logger LOG = Logger.getLogger(DetectionStream.class);

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final DetectionSettings settings;
    private final TopicSetup topics;
    private final DetectionMonitor monitor;
    private final MeterRegistry meters;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable Throwable unbuilt;
    private volatile boolean stopped;

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

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        watch.watch(this);
        var _ = topics.ready().thenAccept(this::run);
    }

    private void run(int replication) {
        try {
            var started = DetectionStreams.of(kafka, settings, monitor, replication);
            new KafkaStreamsMetrics(started).bindTo(meters);
            started.start();
            streams = started;
        } catch (RuntimeException | Error e) {
            LOG.error("Detection cannot be started", e);
            unbuilt = e;
        }
    }

    @Override
    public String name() {
        return "detection";
    }

    @Override
    public Work work() {
        var failure = unbuilt;
        if (failure != null) {
            return new Broken("detection cannot be started: " + Unavailability.firstLine(failure));
        }
        var running = streams;
        if (stopped) {
            return new None();
        }
        return running == null
                ? new Pending(monitor.progress(), "detection is waiting for its topics to be created")
                : StreamsWork.of(name(), running, monitor.progress());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        var running = streams;
        if (running != null) {
            running.close(FAREWELL);
        }
    }

    @Override
    public HealthCheckResponse call() {
        var running = streams;
        var failure = unbuilt;
        var response = HealthCheckResponse.named("detection")
                .status(running != null && running.state() == KafkaStreams.State.RUNNING)
                .withData(
                        "state",
                        running == null ? "WAITING_FOR_KAFKA" : running.state().name());
        return failure == null
                ? response.build()
                : response.withData("state", "NOT_STARTED")
                        .withData("why", Unavailability.firstLine(failure))
                        .build();
    }
}
