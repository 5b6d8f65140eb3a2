package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.kafka.CloudEvents;
import dev.tocsin.contract.kafka.DeadLetters;
import dev.tocsin.contract.kafka.Received.Known;
import dev.tocsin.contract.kafka.Received.Tombstone;
import dev.tocsin.contract.kafka.Received.Unreadable;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.incident.detection.CellState;
import dev.tocsin.incident.detection.Decision;
import dev.tocsin.incident.detection.Detector;
import dev.tocsin.incident.detection.PartitionState;
import dev.tocsin.incident.detection.Reception;
import dev.tocsin.incident.kafka.AcknowledgedWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Reads one partition of the log, asks the [Detector], keeps and forwards what it decides.
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class DetectionProcessor implements Processor<String, byte[], String, byte[]> {

    private final Detector detector = new Detector();
    private final DetectionMonitor monitor;
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, CellState> cells;
    private KeyValueStore<String, PartitionState> partitions;

    /// When time alone may change a cell; taken from the states, so that a tick need not read them all.
    private final Map<Cell, Instant> due = new TreeMap<>();

    DetectionProcessor(DetectionMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        cells = context.getStateStore(DetectionTopology.CELLS);
        partitions = context.getStateStore(DetectionTopology.PARTITIONS);
        try (var all = cells.all()) {
            all.forEachRemaining(entry -> watch(entry.value));
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var consumed = consumed(record);
        try {
            switch (CloudEvents.read(consumed)) {
                case Known(HealthLogEvent event, var _, var traceparent) -> process(event, record, traceparent);
                case Known(Event event, var _, var _) ->
                    bury(
                            consumed,
                            record,
                            "%s does not belong here".formatted(event.getClass().getSimpleName()));
                case Tombstone _ -> bury(consumed, record, "a record without content");
                case Unreadable(var reason) -> bury(consumed, record, reason);
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            bury(consumed, record, "cannot be decided: " + e);
        }
    }

    private void process(HealthLogEvent event, Record<String, byte[]> record, String traceparent) {
        var partition = partition().at(Instant.ofEpochMilli(record.timestamp()));
        switch (event) {
            case HealthObserved observed -> observe(observed, partition, record, traceparent);
            case CellChecksDefined defined -> {
                var state =
                        Objects.requireNonNullElseGet(cell(defined.cell()), () -> CellState.unwatched(defined.cell()));
                apply(detector.define(state, defined, partition), record, traceparent);
            }
            case ClockTicked _ -> tick(partition, record);
            case VantagePointSetAside setAside -> {
                partition = partition.with(setAside);
                passAll(partition, record);
            }
            case VantagePointTakenBack takenBack -> {
                partition = partition.without(takenBack);
                passAll(partition, record);
            }
        }
        partitions.put(partition.key(), partition);
    }

    private void observe(
            HealthObserved event, PartitionState partition, Record<String, byte[]> record, String traceparent) {
        var state = cell(event.cell());
        var reception = detector.receive(state, event, partition);
        monitor.received(reception);
        if (state != null && reception == Reception.COUNTED) {
            apply(detector.count(state, event, partition), record, traceparent);
        }
    }

    private void tick(PartitionState partition, Record<String, byte[]> record) {
        var clock = partition.clock();
        due.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(clock))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(cell -> pass(cell, partition, record));
        forward(Topic.CELL_STATUS, new ClockAdvanced(partition.partition(), clock), record, "");
        context.commit();
    }

    private void passAll(PartitionState partition, Record<String, byte[]> record) {
        try (var all = cells.all()) {
            all.forEachRemaining(entry -> pass(entry.value.cell(), partition, record));
        }
    }

    private void pass(Cell cell, PartitionState partition, Record<String, byte[]> record) {
        var state = cell(cell);
        if (state != null) {
            apply(detector.pass(state, partition), record, "");
        }
    }

    private void apply(Decision decision, Record<String, byte[]> record, String traceparent) {
        cells.put(decision.next().cell().toString(), decision.next());
        watch(decision.next());
        decision.changes().forEach(change -> publish(change, record, traceparent));
    }

    private void watch(CellState state) {
        state.due().ifPresentOrElse(time -> due.put(state.cell(), time), () -> due.remove(state.cell()));
    }

    private void publish(CellStatusEvent change, Record<String, byte[]> record, String traceparent) {
        forward(Topic.CELL_STATUS, change, record, traceparent);
        forward(Topic.STATUS_HISTORY, change, record, traceparent);
        if (change instanceof WatchEnded) {
            context.forward(
                    new Record<String, byte[]>(change.key(), null, record.timestamp()), Topic.CELL_STATUS.name());
        }
        monitor.changed(change);
        context.commit();
    }

    private void forward(Topic topic, Event event, Record<String, byte[]> record, String traceparent) {
        var headers = CloudEvents.headers(AcknowledgedWriter.SOURCE, event, traceparent.isEmpty() ? null : traceparent);
        context.forward(new Record<>(event.key(), CloudEvents.data(event), record.timestamp(), headers), topic.name());
    }

    private void bury(ConsumerRecord<String, byte[]> consumed, Record<String, byte[]> record, String reason) {
        var headers = DeadLetters.record(consumed, reason).headers();
        context.forward(record.withHeaders(headers), Topic.DEAD_LETTERS.name());
        context.commit();
        monitor.buried(consumed, reason);
    }

    private @Nullable CellState cell(Cell cell) {
        return cells.get(cell.toString());
    }

    private PartitionState partition() {
        var partition = PartitionState.first(context.taskId().partition());
        return Objects.requireNonNullElse(partitions.get(partition.key()), partition);
    }

    private ConsumerRecord<String, byte[]> consumed(Record<String, byte[]> record) {
        var metadata = context.recordMetadata().orElseThrow();
        return new ConsumerRecord<>(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                record.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
