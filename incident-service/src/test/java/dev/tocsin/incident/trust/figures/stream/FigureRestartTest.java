package dev.tocsin.incident.trust.figures.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.incident.kafka.OwnBroker;
import dev.tocsin.incident.trust.figures.Asks;
import dev.tocsin.incident.trust.figures.CheckFigures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Counting that stops in the middle of a minute and goes on elsewhere, with nothing but what Kafka kept.
@Execution(ExecutionMode.CONCURRENT)
class FigureRestartTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void aMinuteGoesOnWhereItStoppedAndNothingCountsTwice() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var asks = List.of(
                Asks.passed("us-east", now.minusMillis(30), 10),
                Asks.passed("us-east", now.minusMillis(20), 20),
                Asks.passed("us-east", now.minusMillis(10), 30));
        try (var broker = OwnBroker.start(folder)) {
            var before = new SimpleMeterRegistry();
            try (var _ = counting(broker, "before", before)) {
                broker.write(Topic.HEALTH_EVENTS, asks.subList(0, 2));
                await().atMost(PATIENCE).until(() -> read(before, "counted") == 2);
            }
            var after = new SimpleMeterRegistry();
            try (var _ = counting(broker, "after", after)) {
                broker.write(Topic.HEALTH_EVENTS, asks);
                await().atMost(PATIENCE).until(() -> read(after, "counted") == 1 && read(after, "repeated") == 2);

                await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                    broker.write(Topic.HEALTH_EVENTS, List.of(Asks.failed("clock", Instant.now())));
                    assertThat(published(broker)).isEqualTo(3);
                });
            }
        }
    }

    private static long published(OwnBroker broker) {
        return broker.read(Topic.MINUTE_FIGURES, MinuteCounted.class).stream()
                .flatMap(minute -> minute.checks().stream())
                .filter(check -> check.vantagePoint().equals("us-east"))
                .map(CheckFigures::of)
                .mapToLong(CheckFigures::asks)
                .sum();
    }

    private KafkaStreams counting(OwnBroker broker, String where, SimpleMeterRegistry meters) {
        var streams = FigureStreams.of(
                broker.kafka(), new Settings(folder.resolve(where)), new FigureMonitor(meters, new NoAlerts()), 1);
        streams.start();
        return streams;
    }

    private static double read(SimpleMeterRegistry meters, String result) {
        return meters.counter("tocsin.figures.health.events", "result", result).count();
    }

    private record Settings(Path stateDirectory) implements FigureStreamSettings {

        @Override
        public String applicationId() {
            return "figures-in-tests";
        }

        @Override
        public Duration every() {
            return Duration.ofSeconds(1);
        }
    }
}
