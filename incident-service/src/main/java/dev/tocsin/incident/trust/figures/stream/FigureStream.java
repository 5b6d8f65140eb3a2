package dev.tocsin.incident.trust.figures.stream;

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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Counts health events from the moment that the topics exist until the service stops. It is an application of its
/// own, so that no failure of it stops detection.
@ApplicationScoped
class FigureStream implements WatchedPart {

    private static final Logger LOG = Logger.getLogger(FigureStream.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final FigureStreamSettings settings;
    private final TopicSetup topics;
    private final FigureMonitor monitor;
    private final MeterRegistry meters;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable Throwable unbuilt;
    private volatile boolean stopped;

    FigureStream(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            FigureStreamSettings settings,
            TopicSetup topics,
            FigureMonitor monitor,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.settings = settings;
        this.topics = topics;
        this.monitor = monitor;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        if (settings.every().compareTo(SHORTEST) < 0 || settings.every().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "tocsin.figures.stream.every is %s; it must be from 1s to 60s".formatted(settings.every()));
        }
        watch.watch(this);
        var _ = topics.ready().thenAccept(this::run);
    }

    private void run(int replication) {
        try {
            var started = FigureStreams.of(kafka, settings, monitor, replication);
            new KafkaStreamsMetrics(started).bindTo(meters);
            started.start();
            streams = started;
        } catch (RuntimeException | Error e) {
            LOG.error("Figures cannot be counted", e);
            unbuilt = e;
        }
    }

    @Override
    public String name() {
        return "figures-stream";
    }

    @Override
    public Work work() {
        var failure = unbuilt;
        if (failure != null) {
            return new Broken("figures cannot be counted: " + Unavailability.firstLine(failure));
        }
        var running = streams;
        if (stopped) {
            return new None();
        }
        return running == null
                ? new Pending(monitor.progress(), "the figures wait for the topics to be created")
                : StreamsWork.of("the counting of figures", running, monitor.progress());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        var running = streams;
        if (running != null) {
            running.close(FAREWELL);
        }
    }
}
