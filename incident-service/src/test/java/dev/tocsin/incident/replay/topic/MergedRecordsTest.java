package dev.tocsin.incident.replay.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class MergedRecordsTest {

    private static final TopicPartition ONE = new TopicPartition("events", 0);
    private static final TopicPartition OTHER = new TopicPartition("events", 1);

    @Test
    void recordsOfAllPartitionsComeInTheOrderOfTheirTimes() {
        var read = all(Map.of(ONE, List.of(1L, 4L, 5L), OTHER, List.of(2L, 3L, 6L)), 3);

        assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void recordsAfterTheSpanAreLeftOut() {
        var read = all(Map.of(ONE, List.of(1L, 4L, 5L), OTHER, List.of(2L, 3L, 6L)), 2);

        assertThat(read).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void manyRecordsOfOnePartitionWaitForTheOther() {
        var many = new ArrayList<Long>();
        for (var time = 0L; time < 5_000; time++) {
            many.add(time * 2);
        }

        var read = all(Map.of(ONE, many, OTHER, List.of(1L, 9_001L)), 5_000);

        assertThat(read).hasSize(5_002).isSorted();
    }

    @Test
    void aLogThatGivesNothingEndsAtTheDeadline() {
        var merged = new MergedRecords(consumer(Map.of()), Map.of(ONE, new OffsetSpan(0, 3)));

        assertThatThrownBy(() -> merged.next(System.nanoTime() + 1_000_000)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void theTimeThatIsSpentOnARecordIsNotKafkasSilence() {
        var consumer = consumer(Map.of(ONE, List.of(1L, 2L)));
        consumer.setMaxPollRecords(1);
        var time = new AtomicLong();
        var merged = new MergedRecords(consumer, Map.of(ONE, new OffsetSpan(0, 2)), time::get);

        var first = merged.next(Long.MAX_VALUE);
        time.addAndGet(Duration.ofMinutes(1).toNanos());
        var second = merged.next(Long.MAX_VALUE);

        assertThat(first).map(ConsumerRecord::timestamp).contains(1L);
        assertThat(second).map(ConsumerRecord::timestamp).contains(2L);
    }

    /// @param end of the span in each partition, as far as it has as many records
    private static List<Long> all(Map<TopicPartition, List<Long>> times, long end) {
        var merged = new MergedRecords(
                consumer(times),
                Map.of(
                        ONE,
                                new OffsetSpan(
                                        0,
                                        Math.min(
                                                end,
                                                times.getOrDefault(ONE, List.of())
                                                        .size())),
                        OTHER,
                                new OffsetSpan(
                                        0,
                                        Math.min(
                                                end,
                                                times.getOrDefault(OTHER, List.of())
                                                        .size()))));
        var read = new ArrayList<Long>();
        var deadline = System.nanoTime() + 10_000_000_000L;
        Optional<ConsumerRecord<String, byte[]>> next = merged.next(deadline);
        while (next.isPresent()) {
            read.add(next.get().timestamp());
            next = merged.next(deadline);
        }
        return read;
    }

    private static MockConsumer<String, byte[]> consumer(Map<TopicPartition, List<Long>> times) {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        consumer.assign(List.of(ONE, OTHER));
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
        consumer.setMaxPollRecords(500);
        times.forEach((partition, appended) -> {
            for (var offset = 0; offset < appended.size(); offset++) {
                consumer.addRecord(record(partition, offset, appended.get(offset)));
            }
        });
        return consumer;
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset, long time) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                time,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "key",
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
