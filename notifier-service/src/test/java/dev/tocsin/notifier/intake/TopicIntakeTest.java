package dev.tocsin.notifier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.maintenance.MaintenanceEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.maintenance.Work;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.progress.Work.Broken;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Instances that read the same partition one after the other, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class TopicIntakeTest {

    private static final Topic TOPIC = Topic.MAINTENANCE;
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC.topicName(), 0);

    /// What the mock's group has.
    private static final int GENERATION = 1;

    @Inject
    Database database;

    @Inject
    Intakes intakes;

    private final Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final Work work = Work.from(now.plus(Duration.ofHours(10)), Duration.ofHours(2));
    private final WindowUpdated window = work.scheduled(now);

    @BeforeEach
    void clear() {
        database.execute("delete from consumed_offset where topic = '%s'".formatted(TOPIC.topicName()));
    }

    @Test
    void readingGoesOnFromTheStoredOffset() {
        var first = new Instance();
        first.reads(GENERATION, 0, 3);

        var second = new Instance();
        second.reads(GENERATION, 1, 5);

        assertThat(first.consumer.position(PARTITION)).isZero();
        assertThat(second.consumer.position(PARTITION)).isEqualTo(3);
        assertThat(first.taken).hasSize(3);
        assertThat(second.taken).hasSize(2);
        assertThat(stored()).containsExactly("5");
    }

    @Test
    void eachRecordIsHandledOnceThoughAnInstanceDoesNotKnowYetThatAnotherGoesOn() {
        var before = new Instance();
        var after = new Instance();
        after.reads(GENERATION, 0, 3);

        before.reads(GENERATION, 0, 5);
        after.reads(GENERATION, 3, 7);

        assertThat(before.taken).hasSize(2);
        assertThat(after.taken).hasSize(5);
        assertThat(stored()).containsExactly("7");
    }

    @Test
    void whatWasReadOfAPartitionThatWasTakenAwayIsNotStored() {
        var instance = new Instance();

        instance.intake.onPartitionsRevoked(instance.consumer, List.of(PARTITION));
        instance.reads(GENERATION, 0, 3);

        assertThat(instance.taken).isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void whatWasReadBeforeARebalanceIsDropped() {
        var instance = new Instance();

        instance.reads(GENERATION - 1, 3, 5);
        instance.reads(GENERATION, 0, 3);

        assertThat(instance.taken).hasSize(3);
        assertThat(stored()).containsExactly("3");
    }

    @Test
    void aRecordOnWhichTheHandlerFailsIsPutAsideAndTheRestGoesOn() {
        var instance = new Instance();
        instance.failsAt = 2;

        instance.reads(GENERATION, 0, 4);

        assertThat(instance.taken).hasSize(3);
        assertThat(stored()).containsExactly("4");
    }

    @Test
    void aDatabaseThatIsRestoredWhileTheServiceRunsEndsTheService() {
        var instance = new Instance();
        instance.reads(GENERATION, 0, 3);
        database.execute("update consumed_offset set next_offset = 1 where topic = '%s'".formatted(TOPIC.topicName()));

        instance.reads(GENERATION, 3, 5);

        assertThat(instance.taken).hasSize(3);
        assertThat(stored()).containsExactly("1");
        assertThat(instance.intake.work()).isInstanceOf(Broken.class);
    }

    /// A notifier that is killed again and again would never get through a backlog of one transaction.
    @Test
    void aLongBacklogIsStoredBitByBit() {
        var instance = new Instance();
        instance.writtenAt = System.currentTimeMillis() - Duration.ofMinutes(2).toMillis();
        instance.lasts = TopicIntake.LONGEST.plusMillis(50);

        instance.reads(GENERATION, 0, 3);

        assertThat(instance.storedMeanwhile).containsExactly("1", "2", "3");
        assertThat(instance.taken).hasSize(3);
    }

    @Test
    void ofABacklogThatIsHandledQuicklyManyAreStoredAtOnce() {
        var instance = new Instance();
        instance.writtenAt = System.currentTimeMillis() - Duration.ofMinutes(2).toMillis();

        instance.reads(GENERATION, 0, 3);

        assertThat(instance.storedMeanwhile).containsExactly("3");
    }

    private List<String> stored() {
        return database.all("select cast(next_offset as text) from consumed_offset where topic = '%s'"
                .formatted(TOPIC.topicName()));
    }

    private final class Instance implements Taker<MaintenanceEvent> {

        private final TopicIntake<MaintenanceEvent> intake = intakes.of("test", TOPIC, MaintenanceEvent.class);
        private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        private final List<MaintenanceEvent> taken = new ArrayList<>();
        private final List<String> storedMeanwhile = new ArrayList<>();
        private int failsAt = -1;
        private long writtenAt = System.currentTimeMillis();
        private Duration lasts = Duration.ZERO;

        Instance() {
            consumer.assign(List.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, 100L));
            intake.onPartitionsAssigned(consumer, List.of(PARTITION));
        }

        /// @param to the offset behind the last record
        void reads(int generation, int from, int to) {
            var records = IntStream.range(from, to).mapToObj(this::record).toList();
            intake.read(
                    new IncomingKafkaRecordBatchMetadata<>(
                            new ConsumerRecords<>(
                                    Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(to))),
                            "test",
                            0,
                            Map.of(),
                            generation),
                    this);
        }

        @Override
        public void take(MaintenanceEvent event, int partition, String traceparent) {
            if (((WindowUpdated) event).title().equals("fails")) {
                throw new IllegalStateException("it fails");
            }
            LockSupport.parkNanos(lasts.toNanos());
            taken.add(event);
        }

        @Override
        public void taken(int partition) {
            storedMeanwhile.addAll(stored());
        }

        private ConsumerRecord<String, byte[]> record(int offset) {
            var event = offset == failsAt ? work.called("fails").scheduled(now) : window;
            var written = CloudEvents.record(TOPIC, "tocsin/incident-service", event);
            return new ConsumerRecord<>(
                    written.topic(),
                    0,
                    offset,
                    writtenAt,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    written.key(),
                    written.value(),
                    written.headers(),
                    Optional.empty());
        }
    }
}
