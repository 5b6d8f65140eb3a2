package dev.tocsin.incident.kafka;

import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// An application of Kafka Streams from the start of the service to its end. It begins once the topics are there.
public final class RunningStreams {

    private static final Logger LOG = Logger.getLogger(RunningStreams.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final String name;
    private final MeterRegistry meters;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable Throwable failure;
    private volatile boolean stopped;

    /// @param name what runs, for logs and alerts, such as `detection`
    public RunningStreams(String name, MeterRegistry meters) {
        this.name = name;
        this.meters = meters;
    }

    /// @param build makes the application without starting it; it is given the replication factor of internal topics
    public void start(TopicSetup topics, IntFunction<KafkaStreams> build) {
        var _ = topics.ready().thenAccept(replication -> run(build, replication));
    }

    private void run(IntFunction<KafkaStreams> build, int replication) {
        try {
            var started = build.apply(replication);
            new KafkaStreamsMetrics(started).bindTo(meters);
            started.start();
            streams = started;
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "Kafka Streams cannot be started for %s", name);
            failure = e;
        }
    }

    public void stop() {
        stopped = true;
        var running = streams;
        if (running != null) {
            running.close(FAREWELL);
        }
    }

    /// None before it has begun.
    public Optional<KafkaStreams.State> state() {
        return Optional.ofNullable(streams).map(KafkaStreams::state);
    }

    /// Why it could not begin, in one line.
    public Optional<String> failure() {
        return Optional.ofNullable(failure).map(Unavailability::firstLine);
    }

    /// @param progress a number that grows with each record
    public Work work(long progress) {
        var why = failure();
        if (why.isPresent()) {
            return new Broken("%s cannot be started: %s".formatted(name, why.get()));
        }
        var running = streams;
        if (stopped) {
            return new None();
        }
        return running == null
                ? new Pending(progress, "%s waits for its topics to be created".formatted(name))
                : StreamsWork.of(name, running, progress);
    }
}
