package dev.tocsin.notifier.intake;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Topic.Retention;
import dev.tocsin.notifier.intake.Positions.Position;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.kafka.RecordHandler;
import dev.tocsin.support.kafka.Superseded;
import dev.tocsin.support.kafka.UnusableRecord;
import dev.tocsin.support.progress.ChannelProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Handles the records of one partition while it is assigned to this instance: stores their effects, and the
/// next offset in the same transaction.
final class PartitionHandler<E extends Event> implements RecordHandler {

    private final Context<E> context;
    private final int partition;
    private final int generation;
    private final Taker<E> taker;

    /// The parts that the handlers of all partitions of a channel share.
    ///
    /// @param events the events that the topic carries
    /// @param breakdown receives the reason when the channel cannot go on
    record Context<E extends Event>(
            Topic topic,
            Class<E> events,
            ConsumedOffsetRepository offsets,
            Positions positions,
            ChannelProgress progress,
            MeterRegistry metrics,
            Consumer<String> breakdown) {}

    PartitionHandler(Context<E> context, int partition, int generation, Taker<E> taker) {
        this.context = context;
        this.partition = partition;
        this.generation = generation;
        this.taker = taker;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> records) {
        while (!store(records, this::take, "handled")) {
            context.progress().made();
            taker.taken(partition);
        }
        taker.taken(partition);
    }

    @Override
    public void putAside(ConsumerRecord<String, byte[]> record) {
        var _ = store(List.of(record), _ -> {}, "dead-lettered");
    }

    /// For records that were handled meanwhile, only the offset is taken over. That happens when the answer
    /// to a commit of ours was lost, and when another instance took over before this one noticed.
    ///
    /// @return whether all records are stored; if not, call it again
    private boolean store(
            List<ConsumerRecord<String, byte[]>> records,
            Consumer<ConsumerRecord<String, byte[]>> effect,
            String result) {
        var topic = context.topic();
        var offsets = context.offsets();
        var end = records.getLast().offset() + 1;
        var position = position();
        if (end <= position.next()) {
            return true;
        }
        var stored = QuarkusTransaction.requiringNew().call(() -> {
            var before = offsets.lock(topic, partition).orElse(Position.NEVER_READ);
            demandNotBefore(position.stored(), before);
            var from = before == position.stored() ? position.next() : before;
            if (from >= end) {
                return before;
            }
            var next = apply(records, from, effect);
            offsets.keep(topic, partition, next);
            return next;
        });
        context.positions().advance(partition, generation, stored);
        count(records, position.next(), stored, result);
        return stored >= end;
    }

    private void count(List<ConsumerRecord<String, byte[]>> records, long from, long to, String result) {
        var counter = Counter.builder("tocsin.intake")
                .description("Records of a topic that were handled, or became dead letters")
                .tag("topic", context.topic().topicName())
                .tag("result", result)
                .register(context.metrics());
        records.stream()
                .filter(record -> record.offset() >= from && record.offset() < to)
                .forEach(_ -> counter.increment());
    }

    /// @return the offset after the last record that was taken
    private long apply(
            List<ConsumerRecord<String, byte[]>> records, long from, Consumer<ConsumerRecord<String, byte[]>> effect) {
        var until = System.nanoTime() + TopicIntake.LONGEST.toNanos();
        var next = from;
        for (var record : records) {
            if (record.offset() >= from) {
                effect.accept(record);
                next = record.offset() + 1;
            }
            if (System.nanoTime() - until > 0) {
                return next;
            }
        }
        return next;
    }

    private Position position() {
        var position = context.positions().find(partition, generation);
        if (position == null) {
            throw new Superseded("the partition was assigned to another instance");
        }
        return position;
    }

    private void demandNotBefore(long expected, long stored) {
        if (stored < expected) {
            var why = "the stored offset is %d for %s-%d, but it was %d before: the database was restored"
                    .formatted(stored, context.topic().topicName(), partition, expected);
            context.breakdown().accept(why);
            throw new Superseded(why);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        switch (CloudEvents.read(record)) {
            case Known known
            when context.events().isInstance(known.event()) ->
                taker.take(context.events().cast(known.event()), partition, known.traceparent());
            case Known known ->
                throw new UnusableRecord("%s does not belong on this topic"
                        .formatted(EventTypes.typeOf(known.event().getClass())));
            case Unreadable(var reason) -> throw new UnusableRecord(reason);
            case Tombstone _ when context.topic().kept() == Retention.COMPACTED -> {}
            case Tombstone _ -> throw new UnusableRecord("the record has no value");
        }
    }
}
