package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.engine.lifecycle.PublicSnapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events that were decided and are still to be sent, in order.
@ApplicationScoped
public class Outbox {

    /// @param event an event of an incident, or one for the makers of changes
    /// @param snapshot the incident after the event; null where the event is not of an incident
    /// @param publicSnapshot the part of it that customers may read; null where there is none
    /// @param traceparent the W3C trace context that all of these continue, or null
    public record Letter(
            long id,
            Event event,
            @Nullable IncidentSnapshot snapshot,
            @Nullable PublicIncidentSnapshot publicSnapshot,
            @Nullable String traceparent) {}

    private final OutboxRepository outbox;
    private final IncidentRepository incidents;
    private final KnowledgeRepository knowledge;
    private final OutageTimes times;

    Outbox(OutboxRepository outbox, IncidentRepository incidents, KnowledgeRepository knowledge, OutageTimes times) {
        this.outbox = outbox;
        this.incidents = incidents;
        this.knowledge = knowledge;
        this.times = times;
    }

    @Transactional
    public List<Letter> next(int most) {
        return outbox.next(most).stream().map(OutboxEntity::letter).toList();
    }

    @Transactional
    public void sent(Collection<Letter> letters) {
        outbox.deleteAll(letters.stream().map(Letter::id).toList());
        letters.stream().map(Letter::event).forEach(times::published);
    }

    /// The number of the latest event of each known incident.
    @Transactional
    public Map<String, Long> numbersOf(Collection<String> ids) {
        return incidents.numbers(ids);
    }

    /// Ids of incidents whose stored events are not all published yet, in batches of this many by their ids.
    ///
    /// @param published the latest number on `tocsin.public-incidents` of each incident
    /// @param after the last id of the batch before; empty for the first
    @Transactional
    public List<String> behindInPublic(Map<String, Long> published, String after, int most) {
        return incidents.behind(published, after, most);
    }

    /// The parts of these incidents that customers may read, as they are stored.
    @Transactional
    public List<PublicIncidentSnapshot> publicSnapshots(Collection<String> ids) {
        var catalog = Knowledge.catalog(knowledge.all(KnowledgeKind.CATALOG));
        return incidents.those(ids).stream()
                .flatMap(incident -> PublicSnapshots.of(incident, catalog).stream())
                .toList();
    }
}
