package dev.tocsin.incident.writer.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.incident.writer.store.Outbox.Letter;
import java.util.HashMap;
import java.util.Map;

/// Renumbers events of incidents that the database knows only in an older state: they get numbers above those on
/// Kafka, so that readers do not take them for repetitions.
final class Renumbering {

    private final Map<String, Long> published;

    /// The amount that is added to the numbers of an incident; known from its first letter on.
    private final Map<String, Long> shifts = new HashMap<>();

    /// @param published the latest number on Kafka of each incident that was accepted, also of one that has caught up
    ///     with other events than those on Kafka
    Renumbering(Map<String, Long> published) {
        this.published = Map.copyOf(published);
    }

    boolean concerns(String incident) {
        return published.containsKey(incident);
    }

    Letter of(Letter letter) {
        if (!(letter.event() instanceof IncidentEvent event)
                || !published.containsKey(event.incident().id())) {
            return letter;
        }
        var head = event.incident();
        var shift = shifts.computeIfAbsent(
                head.id(), id -> Math.max(0, published.getOrDefault(id, 0L) - (head.number() - 1)));
        var snapshot = letter.snapshot();
        var publicSnapshot = letter.publicSnapshot();
        return new Letter(
                letter.id(),
                shifted(event, shift, event.getClass()),
                snapshot == null ? null : shifted(snapshot, shift, IncidentSnapshot.class),
                publicSnapshot == null ? null : shifted(publicSnapshot, shift, PublicIncidentSnapshot.class),
                letter.traceparent());
    }

    private static <E extends Event> E shifted(E event, long shift, Class<? extends E> kind) {
        var tree = Json.mapper().<ObjectNode>valueToTree(event);
        shift(tree.path("incident"), shift);
        tree.path("timeline").forEach(entry -> shift(entry, shift));
        tree.path("updates").forEach(update -> shift(update, shift));
        return Json.mapper().convertValue(tree, kind);
    }

    private static void shift(JsonNode numbered, long shift) {
        if (numbered instanceof ObjectNode object) {
            object.put("number", object.path("number").asLong() + shift);
        }
    }
}
