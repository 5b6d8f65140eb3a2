package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.detection.AgreementCounted;
import dev.tocsin.engine.detection.Findings;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.incident.kafka.Consumption;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.tracing.KafkaAttributes;
import dev.tocsin.support.tracing.TracedStep;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Feeds one partition of the log to [Detection], and forwards its findings.
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class DetectionProcessor implements Processor<String, byte[], String, byte[]> {

    /// The largest record that Kafka takes by default, in bytes. A record that compresses well may be larger.
    private static final int LARGEST = 1 << 20;

    private static final String COUNTED = "counted";
    private static final JsonSerde<AgreementCounted> COUNTS = new JsonSerde<>(AgreementCounted.class);

    /// Detection of one partition.
    interface PartitionDetection {
        Findings take(Instant appended, HealthLogEvent event);
    }

    private final Function<PartitionMemory, PartitionDetection> core;
    private final DetectionMonitor monitor;
    private final Strikes strikes;
    private final CommitPace newsPace;
    private final CommitPace clocksPace;
    private final VoteTraces votes = new VoteTraces();
    private ProcessorContext<String, byte[]> context;
    private PartitionDetection detection;
    private CommitCall news;
    private CommitCall clocks;

    /// @param newsPace the pace of commits after changes
    /// @param clocksPace the pace of commits after clocks, which come all at once and must not delay changes
    DetectionProcessor(
            Function<PartitionMemory, PartitionDetection> core,
            DetectionMonitor monitor,
            Strikes strikes,
            CommitPace newsPace,
            CommitPace clocksPace) {
        this.core = core;
        this.monitor = monitor;
        this.strikes = strikes;
        this.newsPace = newsPace;
        this.clocksPace = clocksPace;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        var store = context.<DetectionStore>getStateStore(DetectionTopology.CELLS);
        detection = core.apply(store.memory());
        news = new CommitCall(newsPace, context);
        clocks = new CommitCall(clocksPace, context);
        context.schedule(Duration.ofMillis(CommitPace.BETWEEN_MILLIS), PunctuationType.WALL_CLOCK_TIME, _ -> {
            news.ifItWaits();
            clocks.ifItWaits();
        });
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var consumed = consumed(record);
        var reason = strikes.reason(consumed);
        if (reason.isPresent()) {
            bury(consumed, record, reason.get());
        } else {
            strikes.count(consumed, () -> process(record, consumed));
        }
        monitor.processed();
    }

    private void process(Record<String, byte[]> record, ConsumerRecord<String, byte[]> consumed) {
        if (record.value() != null && record.value().length > LARGEST) {
            bury(consumed, record, "%d bytes, %d at most".formatted(record.value().length, LARGEST));
            return;
        }
        switch (CloudEvents.read(consumed)) {
            case Known(HealthLogEvent event, var _, var traceparent) -> take(event, record, traceparent);
            case Known(Event event, var _, var _) ->
                bury(
                        consumed,
                        record,
                        "%s does not belong on this topic"
                                .formatted(event.getClass().getSimpleName()));
            case Tombstone _ -> bury(consumed, record, "the record has no value");
            case Unreadable(var reason) -> bury(consumed, record, reason);
        }
    }

    private void take(HealthLogEvent event, Record<String, byte[]> record, String traceparent) {
        if (TracedStep.isRecording() && event instanceof HealthObserved observed) {
            votes.note(observed, traceparent);
        }
        var findings = detection.take(Instant.ofEpochMilli(record.timestamp()), event);
        if (findings.reception() != null) {
            monitor.received(findings.reception());
        }
        findings.changes().forEach(change -> publish(change, record, isAbout(event, change) ? traceparent : null));
        if (findings.counted() != null) {
            var count = COUNTS.serializer().serialize(DetectionTopology.AGREEMENT, findings.counted());
            context.forward(new Record<>(COUNTED, count, record.timestamp()), DetectionTopology.AGREEMENT);
        }
    }

    /// An event also advances the clock, which may change cells that the event is not about.
    private static boolean isAbout(HealthLogEvent event, CellStatusEvent change) {
        return event instanceof HealthObserved observed
                && change instanceof StatusChanged changed
                && changed.cell().equals(observed.cell());
    }

    private void publish(CellStatusEvent change, Record<String, byte[]> record, @Nullable String traceparent) {
        if (change instanceof StatusChanged changed) {
            try (var step = step(changed, traceparent)) {
                publishInTrace(change, record, step.traceparent());
            }
        } else {
            publishInTrace(change, record, null);
        }
    }

    private TracedStep step(StatusChanged change, @Nullable String traceparent) {
        return TracedStep.begin(
                "detect status change",
                SpanKind.CONSUMER,
                traceparent,
                TracedStep.isRecording() ? votes.links(change, traceparent) : List.of(),
                KafkaAttributes.process(
                        Topic.HEALTH_EVENTS,
                        Map.of(
                                "cell",
                                change.cell().toString(),
                                "verdict",
                                change.verdict().name())));
    }

    private void publishInTrace(CellStatusEvent change, Record<String, byte[]> record, @Nullable String traceparent) {
        forward(Topic.CELL_STATUS, change, record, traceparent);
        if (!(change instanceof ClockAdvanced)) {
            forward(Topic.STATUS_HISTORY, change, record, traceparent);
        }
        if (change instanceof WatchEnded) {
            context.forward(
                    new Record<String, byte[]>(change.key(), null, record.timestamp()), Topic.CELL_STATUS.name());
        }
        monitor.changed(change);
        (change instanceof ClockAdvanced ? clocks : news).soon();
    }

    private void forward(Topic topic, Event event, Record<String, byte[]> record, @Nullable String traceparent) {
        var headers = CloudEvents.headers(EventSource.NAME, event, traceparent);
        context.forward(new Record<>(event.key(), CloudEvents.data(event), record.timestamp(), headers), topic.name());
    }

    private void bury(ConsumerRecord<String, byte[]> consumed, Record<String, byte[]> record, String reason) {
        var letter = DeadLetter.record(consumed, reason);
        context.forward(
                new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()),
                Topic.DEAD_LETTERS.name());
        news.soon();
        monitor.buried(consumed, reason);
    }

    private ConsumerRecord<String, byte[]> consumed(Record<String, byte[]> record) {
        return Consumption.of(record, context.recordMetadata().orElseThrow());
    }
}
