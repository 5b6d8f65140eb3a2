package dev.tocsin.incident.trust.figures.stream;

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
import java.time.Duration;
import java.util.Map;

/// Counts health events from the moment that the topics exist until the service stops. It is an application of its
/// own, so that no failure of it stops detection.
@ApplicationScoped
class FigureStream implements WatchedPart {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<String, Object> kafka;
    private final FigureStreamSettings settings;
    private final TopicSetup topics;
    private final FigureMonitor monitor;
    private final RunningStreams streams;

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
        this.streams = new RunningStreams("the counting of figures", meters);
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        if (settings.every().compareTo(SHORTEST) < 0 || settings.every().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "tocsin.figures.stream.every is %s; it must be from 1s to 60s".formatted(settings.every()));
        }
        watch.watch(this);
        streams.start(topics, replication -> FigureStreams.of(kafka, settings, monitor, replication));
    }

    @Override
    public String name() {
        return "figures-stream";
    }

    @Override
    public Work work() {
        return streams.work(monitor.progress());
    }

    void stop(@Observes ShutdownEvent event) {
        streams.stop();
    }
}
