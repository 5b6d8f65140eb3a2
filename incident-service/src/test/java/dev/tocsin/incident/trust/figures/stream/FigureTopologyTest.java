package dev.tocsin.incident.trust.figures.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.kafka.StreamsProperties;
import dev.tocsin.incident.trust.figures.Asks;
import dev.tocsin.incident.trust.figures.CheckFigures;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FigureTopologyTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver = new TopologyTestDriver(
            FigureTopology.of(
                    () -> new FigureProcessor(new FigureMonitor(meters, new NoAlerts()), Duration.ofSeconds(30))),
            StreamsProperties.of(
                    Map.of("bootstrap.servers", "nowhere:9"),
                    "figures-in-tests",
                    Path.of("target", "figures"),
                    1,
                    1,
                    Duration.ofSeconds(30)));
    private final TestInputTopic<String, byte[]> log =
            driver.createInputTopic(Topic.HEALTH_EVENTS.topicName(), new StringSerializer(), new ByteArraySerializer());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aMinuteIsPublishedOnceItIsOver() {
        write(1, Asks.passed("us-east", at(0), 100));
        write(31, Asks.passed("us-east", at(30), 100));
        write(32, Asks.failed("eu-west", at(31)));
        tick(65);
        assertThat(published()).isEmpty();

        tick(95);

        assertThat(published()).singleElement().satisfies(minute -> {
            assertThat(minute.cell()).isEqualTo(Asks.LOGIN);
            assertThat(minute.time()).isEqualTo(NOON);
            assertThat(minute.countedAt()).isEqualTo(at(95));
            assertThat(minute.checks())
                    .extracting(
                            CheckCount::vantagePoint,
                            CheckCount::failed,
                            check -> CheckFigures.of(check).asks())
                    .containsExactly(tuple("eu-west", 1L, 1L), tuple("us-east", 0L, 2L));
        });
        tick(300);
        assertThat(published()).isEmpty();
    }

    @Test
    void anEventThatComesTwiceCountsOnceAlsoAfterItsMinuteWasPublished() {
        write(1, Asks.passed("us-east", at(0), 100));
        write(2, Asks.passed("us-east", at(0), 100));
        tick(95);
        assertThat(published())
                .singleElement()
                .extracting(FigureTopologyTest::asks)
                .isEqualTo(1L);

        write(100, Asks.passed("us-east", at(0), 100));
        tick(300);

        assertThat(published()).isEmpty();
        assertThat(read("repeated")).isEqualTo(2);
    }

    @Test
    void anEventThatComesLateIsPublishedAsAFurtherPartOfItsMinute() {
        write(1, Asks.passed("us-east", at(0), 100));
        tick(95);
        assertThat(published()).hasSize(1);

        write(7_200, Asks.passed("us-east", at(10), 100));
        tick(7_260);

        assertThat(published()).singleElement().satisfies(minute -> {
            assertThat(minute.time()).isEqualTo(NOON);
            assertThat(asks(minute)).isEqualTo(1);
        });
    }

    @Test
    void twoProbesOfAVantagePointAreOneSeries() {
        write(1, Asks.of(Asks.LOGIN, "us-east", "us-east-1", Outcome.PASS, at(0), 10));
        write(1, Asks.of(Asks.LOGIN, "us-east", "us-east-2", Outcome.UNSURE, at(0), 10));

        tick(95);

        assertThat(published())
                .singleElement()
                .satisfies(minute -> assertThat(minute.checks()).singleElement().satisfies(check -> {
                    assertThat(check.unsure()).isEqualTo(1);
                    assertThat(CheckFigures.of(check).asks()).isEqualTo(2);
                }));
    }

    @Test
    void anImpossibleEventIsRefused() {
        write(1, Asks.passed("us-east", at(60), 100));
        write(1, Asks.passed("us-east", at(-8 * 86_400), 100));
        write(1, Asks.passed("us-east", at(0), -1));
        write(1, Asks.passed("US East/1", at(0), 1));

        tick(200);

        assertThat(published()).isEmpty();
        assertThat(read("refused")).isEqualTo(4);
    }

    @Test
    void aCellWithTooManySeriesGetsNoMore() {
        for (var point = 0; point < 305; point++) {
            write(1, Asks.passed("point-" + point, at(0), 100));
        }

        tick(95);

        assertThat(published())
                .singleElement()
                .satisfies(minute -> assertThat(minute.checks()).hasSize(300));
        assertThat(read("refused")).isEqualTo(5);
    }

    @Test
    void unreadableRecordsArePassedOverBecauseDetectionPutsThemAside() {
        log.pipeInput("login@na", new byte[] {1, 2, 3}, at(1));
        log.pipeInput(new TestRecord<>("login@na", null, at(1)));
        write(2, Asks.passed("us-east", at(0), 100));

        tick(95);

        assertThat(published()).hasSize(1);
        assertThat(driver.createOutputTopic(
                                Topic.DEAD_LETTERS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                        .isEmpty())
                .isTrue();
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private void tick(int second) {
        write(second, new ClockTicked(0, at(second), true));
    }

    private void write(int second, Event event) {
        var headers = CloudEvents.headers(EventSource.NAME, event, null);
        log.pipeInput(new TestRecord<>(event.key(), CloudEvents.data(event), headers, at(second)));
    }

    private List<MinuteCounted> published() {
        return driver
                .createOutputTopic(
                        Topic.MINUTE_FIGURES.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(FigureTopologyTest::minute)
                .toList();
    }

    private static MinuteCounted minute(TestRecord<String, byte[]> record) {
        var consumed = new ConsumerRecord<>(Topic.MINUTE_FIGURES.topicName(), 0, 0, record.key(), record.value());
        record.headers().forEach(consumed.headers()::add);
        if (CloudEvents.read(consumed) instanceof Known(MinuteCounted minute, var _, var _)) {
            return minute;
        }
        throw new AssertionError("not the figures of a minute: " + record);
    }

    private static long asks(MinuteCounted minute) {
        return minute.checks().stream()
                .map(CheckFigures::of)
                .mapToLong(CheckFigures::asks)
                .sum();
    }

    private double read(String result) {
        return meters.counter("tocsin.figures.health.events", "result", result).count();
    }
}
