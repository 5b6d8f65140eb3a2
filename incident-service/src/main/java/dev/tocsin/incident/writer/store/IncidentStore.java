package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.correlation.Correlator;
import dev.tocsin.engine.correlation.Input.Ordered;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.postgres.ReaderSessions;
import dev.tocsin.support.tracing.TraceParents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/// The only place that writes incidents.
///
/// Each write locks the writer's row first, so that there is one writer at a time, whatever Kafka's group believes,
/// and stores state, offsets, trace, story and outbox in one transaction: a kill at any line leaves either all of it
/// or nothing.
@ApplicationScoped
public class IncidentStore {

    private final WriterRepository writer;
    private final KnowledgeRepository knowledge;
    private final IncidentRepository incidents;
    private final ChangeKindRepository changeKinds;
    private final InputOffsetRepository offsets;
    private final TraceRepository trace;
    private final StoryRepository stories;
    private final OutboxRepository outbox;
    private final ReaderSessions readers;

    IncidentStore(
            WriterRepository writer,
            KnowledgeRepository knowledge,
            IncidentRepository incidents,
            ChangeKindRepository changeKinds,
            InputOffsetRepository offsets,
            TraceRepository trace,
            StoryRepository stories,
            OutboxRepository outbox,
            ReaderSessions readers) {
        this.writer = writer;
        this.knowledge = knowledge;
        this.incidents = incidents;
        this.changeKinds = changeKinds;
        this.offsets = offsets;
        this.trace = trace;
        this.stories = stories;
        this.outbox = outbox;
        this.readers = readers;
    }

    @Transactional
    public Ledger load() {
        var revision = writer.locked().revision;
        return new Ledger(revision, known(), offsets.all());
    }

    /// Stores events that belong to no trace.
    @Transactional
    public Optional<Ledger> store(
            Ledger before,
            Correlation next,
            Map<TopicPartition, Long> nextOffsets,
            Collection<StoryStep> told,
            Collection<ChangeHeld> held,
            Collection<TraceEntry> decided) {
        return store(before, next, nextOffsets, told, held, decided, Map.of());
    }

    /// Stores the changes that a batch of inputs made.
    ///
    /// @param before the ledger as it was loaded or last stored
    /// @param nextOffsets the next offset of each partition that was read
    /// @param traceparents the W3C trace contexts that events continue, by the events' ids
    /// @return the ledger to go on with; empty if another writer was there since, and nothing was stored
    @Transactional
    public Optional<Ledger> store(
            Ledger before,
            Correlation next,
            Map<TopicPartition, Long> nextOffsets,
            Collection<StoryStep> told,
            Collection<ChangeHeld> held,
            Collection<TraceEntry> decided,
            Map<String, String> traceparents) {
        var locked = writer.locked();
        if (locked.revision != before.revision()) {
            return Optional.empty();
        }
        knowledge.write(before.state(), next);
        incidents.write(before.state(), next);
        incidents.writeForgotten(next, told);
        changeKinds.put(before.state(), next);
        offsets.put(nextOffsets);
        trace.add(decided);
        stories.add(told);
        outbox.add(told, held, next.graph().catalog(), traceparents);
        return Optional.of(new Ledger(locked.nextRevision(), next, merged(before.offsets(), nextOffsets)));
    }

    /// Decides an operator's command with the correlator's core, under the same lock. The correlator notices by the
    /// revision, and goes on from the stored state.
    @Transactional
    public CorrelationDecision order(Command command) {
        var locked = writer.locked();
        var before = knownFor(command);
        var decision = Correlator.decide(before, new Ordered(command));
        if (decision.refusal() == null) {
            knowledge.write(before, decision.next());
            incidents.write(before, decision.next());
            trace.add(decision.trace());
            stories.add(decision.published());
            outbox.addOfCommand(decision, ofRequest(decision.published()));
            locked.nextRevision();
        }
        return decision;
    }

    /// As [#order], for an operator who has seen the incident up to one of its events.
    ///
    /// @param number the number of that event
    /// @return empty if there were more events since, and then nothing is stored
    @Transactional
    public Optional<CorrelationDecision> orderAt(long number, Command command) {
        writer.locked();
        return incidents
                        .one(command.incident())
                        .filter(incident -> incident.number() == number)
                        .isPresent()
                ? Optional.of(order(command))
                : Optional.empty();
    }

    /// The decision that would be made; nothing is stored.
    @Transactional
    public CorrelationDecision rehearse(Command command) {
        writer.locked();
        return Correlator.decide(knownFor(command), new Ordered(command));
    }

    /// An incident in its present state, however old it is.
    public Optional<Incident> one(String id) {
        return readers.read(session -> IncidentRepository.one(id, session).map(IncidentEntity::incident));
    }

    private Correlation known() {
        return Knowledge.read(knowledge.all(), incidents.active());
    }

    /// The command may be about an incident that the correlator no longer considers.
    private Correlation knownFor(Command command) {
        var known = known();
        return known.incidents().containsKey(command.incident())
                ? known
                : incidents.one(command.incident()).map(known::with).orElse(known);
    }

    /// The events of an operator's command continue the trace of the request.
    private static Map<String, String> ofRequest(Collection<StoryStep> told) {
        var traceparent = TraceParents.ofRequest(null);
        return traceparent == null
                ? Map.of()
                : told.stream().collect(toMap(one -> one.event().eventId(), _ -> traceparent));
    }

    private static Map<TopicPartition, Long> merged(Map<TopicPartition, Long> before, Map<TopicPartition, Long> read) {
        var merged = new HashMap<>(before);
        merged.putAll(read);
        return Map.copyOf(merged);
    }
}
