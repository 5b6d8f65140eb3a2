package dev.tocsin.incident.writer.intake;

import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.writer.intake.CorrelatorInputs.Nothing;
import dev.tocsin.incident.writer.intake.CorrelatorInputs.Unusable;
import dev.tocsin.incident.writer.intake.CorrelatorInputs.Usable;
import dev.tocsin.incident.writer.intake.CorrelatorIntake.DeadLetterSink;
import dev.tocsin.incident.writer.intake.CorrelatorIntake.InputDecider;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Ledger;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.tracing.KafkaAttributes;
import dev.tocsin.support.tracing.TracedStep;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the correlator decide on records, and stores its decisions in one transaction.
///
/// When the records make that fail, they are handled one by one. A record that fails three times goes to the dead
/// letters, and the records behind it are handled.
final class DecisionWriter {

    private static final int STRIKES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(DecisionWriter.class);

    private final IncidentStore store;
    private final InputDecider core;
    private final DeadLetterSink aside;
    private final Causes causes = new Causes();

    /// Records put aside whose offsets are not stored yet, so that another try does not put them aside again.
    private final Set<RecordPosition> putAside = new HashSet<>();

    private record RecordPosition(String topic, int partition, long offset) {}

    /// The traces in which an event is rooted, as known when the event was decided.
    private record TraceRoots(@Nullable String cause, List<String> links) {}

    DecisionWriter(IncidentStore store, InputDecider core, DeadLetterSink aside) {
        this.store = store;
        this.core = core;
        this.aside = aside;
    }

    /// @return the state to go on from; empty if another writer was there, and the records from there on are not
    ///     stored
    /// @throws RuntimeException when Kafka or the database is away
    Optional<StoredDecisions> handle(Ledger before, ConsumerRecords<String, byte[]> records) {
        var all = StreamSupport.stream(records.spliterator(), false).toList();
        if (all.size() > 1) {
            try {
                return store(before, all, nextOffsets(records));
            } catch (RuntimeException | StackOverflowError e) {
                rethrowUnavailability(e);
                LOG.info("A batch failed; its {} records are handled one by one", all.size(), e);
            }
        }
        return oneByOne(before, all);
    }

    /// @param told whether there are events to send
    record StoredDecisions(Ledger ledger, boolean told) {}

    private Optional<StoredDecisions> oneByOne(Ledger before, List<ConsumerRecord<String, byte[]>> records) {
        var stored = new StoredDecisions(before, false);
        for (var record : records) {
            var next = handle(stored.ledger(), record);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            stored = new StoredDecisions(
                    next.get().ledger(), stored.told() || next.get().told());
        }
        return Optional.of(stored);
    }

    private Optional<StoredDecisions> handle(Ledger before, ConsumerRecord<String, byte[]> record) {
        var next = Map.of(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        for (var strike = 1; ; strike++) {
            try {
                return store(before, List.of(record), next);
            } catch (RuntimeException | StackOverflowError e) {
                rethrowUnavailability(e);
                LOG.info("Attempt {} failed: {}-{}@{}", strike, record.topic(), record.partition(), record.offset(), e);
                if (strike == STRIKES) {
                    putAside(
                            record, "its handling failed %d times: %s".formatted(STRIKES, Unavailability.firstLine(e)));
                    return store.store(before, before.state(), next, List.of(), List.of(), List.of())
                            .map(ledger -> new StoredDecisions(ledger, false));
                }
            }
        }
    }

    private Optional<StoredDecisions> store(
            Ledger before, List<ConsumerRecord<String, byte[]>> records, Map<TopicPartition, Long> nextOffsets) {
        var state = before.state();
        var told = new ArrayList<StoryStep>();
        var origins = new ArrayList<TraceRoots>();
        var held = new ArrayList<ChangeHeld>();
        var trace = new ArrayList<TraceEntry>();
        for (var record : records) {
            switch (CorrelatorInputs.of(record)) {
                case Usable(var input, var traceparent) -> {
                    causes.note(input, traceparent);
                    var decision = core.decide(state, input);
                    state = decision.next();
                    told.addAll(decision.published());
                    decision.published().forEach(one -> origins.add(origin(one)));
                    held.addAll(decision.held());
                    trace.addAll(decision.trace());
                }
                case Nothing() -> {}
                case Unusable(var reason) -> putAside(record, reason);
            }
        }
        var steps = new ArrayList<TracedStep>();
        for (var i = 0; i < told.size(); i++) {
            steps.add(step(told.get(i), origins.get(i)));
        }
        try {
            return store(before, state, nextOffsets, told, held, trace, traceparents(told, steps, held));
        } finally {
            steps.forEach(TracedStep::close);
        }
    }

    private Optional<StoredDecisions> store(
            Ledger before,
            Correlation state,
            Map<TopicPartition, Long> nextOffsets,
            List<StoryStep> told,
            List<ChangeHeld> held,
            List<TraceEntry> trace,
            Map<String, String> traceparents) {
        var stored = store.store(before, state, nextOffsets, told, held, trace, traceparents);
        putAside.clear();
        stored.ifPresent(_ -> told.forEach(one -> LOG.info(
                "incident={} {}", one.incident().id(), one.event().getClass().getSimpleName())));
        return stored.map(ledger -> new StoredDecisions(ledger, !told.isEmpty() || !held.isEmpty()));
    }

    private TraceRoots origin(StoryStep told) {
        return new TraceRoots(causes.of(told), TracedStep.isRecording() ? causes.links(told) : List.of());
    }

    private static TracedStep step(StoryStep told, TraceRoots origin) {
        return TracedStep.begin(
                "decide incident event",
                SpanKind.CONSUMER,
                origin.cause(),
                origin.links(),
                KafkaAttributes.process(
                        Topic.CELL_STATUS,
                        Map.of(
                                "incident",
                                told.incident().id(),
                                "event",
                                told.event().eventId(),
                                "type",
                                EventTypes.typeOf(told.event().getClass()))));
    }

    /// By the ids of events; events that belong to no trace are missing.
    private Map<String, String> traceparents(List<StoryStep> told, List<TracedStep> steps, List<ChangeHeld> held) {
        var traceparents = new HashMap<String, String>();
        for (var i = 0; i < told.size(); i++) {
            var traceparent = steps.get(i).traceparent();
            if (traceparent != null) {
                traceparents.put(told.get(i).event().eventId(), traceparent);
            }
        }
        for (var change : held) {
            var traceparent = causes.ofChange(change.change());
            if (traceparent != null) {
                traceparents.put(change.eventId(), traceparent);
            }
        }
        return traceparents;
    }

    /// Called before anything is stored, so that a kill in between puts the record aside twice rather than never.
    private void putAside(ConsumerRecord<String, byte[]> record, String reason) {
        if (putAside.add(new RecordPosition(record.topic(), record.partition(), record.offset()))) {
            aside.put(record, reason);
        }
    }

    private static Map<TopicPartition, Long> nextOffsets(ConsumerRecords<String, byte[]> records) {
        var offsets = new HashMap<TopicPartition, Long>();
        records.nextOffsets().forEach((partition, next) -> offsets.put(partition, next.offset()));
        return offsets;
    }

    private static void rethrowUnavailability(Throwable failure) {
        if (failure instanceof RuntimeException e && (Unavailability.causes(e) || e instanceof CancellationException)) {
            throw e;
        }
    }
}
