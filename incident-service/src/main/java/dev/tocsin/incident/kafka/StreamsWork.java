package dev.tocsin.incident.kafka;

import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/// The work that a running application of Kafka Streams has to do.
public final class StreamsWork {

    private StreamsWork() {}

    /// @param name of the application, as operators know it
    /// @param progress a number that changes with each record handled
    public static Work of(String name, KafkaStreams running, long progress) {
        var state = running.state();
        return switch (state) {
            case RUNNING -> {
                var lag = lag(running);
                yield lag == 0 ? new None() : new Pending(progress, "%d records are not read yet".formatted(lag));
            }
            case CREATED, REBALANCING -> new Pending(progress, "%s is %s".formatted(name, state));
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR ->
                new Broken("%s has stopped in state %s; see the log of incident-service".formatted(name, state));
        };
    }

    /// The number of unread records, as far as the consumers know.
    private static long lag(KafkaStreams running) {
        return running.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-lag")
                        && metric.metricName().group().equals("consumer-fetch-manager-metrics"))
                .map(Metric::metricValue)
                .filter(Double.class::isInstance)
                .mapToLong(lag -> ((Double) lag).longValue())
                .sum();
    }
}
