package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.incident.IncidentSnapshot;
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
    /// @param traceparent W3C trace context in which both go on, or null
    public record Letter(
            long id,
            Event event,
            @Nullable IncidentSnapshot snapshot,
            @Nullable String traceparent) {}

    private final OutboxRepository outbox;
    private final IncidentRepository incidents;

    Outbox(OutboxRepository outbox, IncidentRepository incidents) {
        this.outbox = outbox;
        this.incidents = incidents;
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
}
