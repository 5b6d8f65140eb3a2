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

/// What was decided and is still to be sent, in order.
@ApplicationScoped
public class Outbox {

    /// @param event of an incident's story, or for who makes changes
    /// @param snapshot the incident after it; null where it is not of a story
    /// @param publicSnapshot what customers may read of it then; null where there is nothing
    /// @param traceparent W3C trace context in which both go on, or null
    public record Letter(
            long id,
            Event event,
            @Nullable IncidentSnapshot snapshot,
            @Nullable PublicIncidentSnapshot publicSnapshot,
            @Nullable String traceparent) {}

    private final OutboxRepository outbox;
    private final IncidentRepository incidents;
    private final KnowledgeRepository knowledge;

    Outbox(OutboxRepository outbox, IncidentRepository incidents, KnowledgeRepository knowledge) {
        this.outbox = outbox;
        this.incidents = incidents;
        this.knowledge = knowledge;
    }

    @Transactional
    public List<Letter> next(int most) {
        return outbox.next(most).stream().map(OutboxEntity::letter).toList();
    }

    @Transactional
    public void sent(Collection<Letter> letters) {
        outbox.deleteAll(letters.stream().map(Letter::id).toList());
    }

    /// The number of the latest event of each of the incidents that are known.
    @Transactional
    public Map<String, Long> numbersOf(Collection<String> ids) {
        return incidents.numbers(ids);
    }

    /// Incidents of which something is stored that is not published yet, in batches of this many by their ids.
    ///
    /// @param published the latest number on `tocsin.public-incidents` of each incident
    /// @param after the last id of the batch before; empty for the first
    @Transactional
    public List<String> behindInPublic(Map<String, Long> published, String after, int most) {
        return incidents.behind(published, after, most);
    }

    /// What customers may read of these incidents as they are stored.
    @Transactional
    public List<PublicIncidentSnapshot> publicSnapshots(Collection<String> ids) {
        var catalog = Knowledge.catalog(knowledge.all(KnowledgeKind.CATALOG));
        return incidents.those(ids).stream()
                .flatMap(incident -> PublicSnapshots.of(incident, catalog).stream())
                .toList();
    }
}
