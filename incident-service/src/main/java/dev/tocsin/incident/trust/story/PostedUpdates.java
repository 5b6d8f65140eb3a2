package dev.tocsin.incident.trust.story;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.incident.trust.story.UpdateRevision.Edited;
import dev.tocsin.incident.trust.story.UpdateRevision.Withdrawn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The updates of an incident as they read now, by the numbers of the events that posted them.
///
/// @param revisions the last edit of each, or its withdrawal; others were not touched
public record PostedUpdates(Map<Long, String> texts, Map<Long, UpdateRevision> revisions) {

    public PostedUpdates {
        texts = Map.copyOf(texts);
        revisions = Map.copyOf(revisions);
    }

    /// @param events the events of one incident, in the order of their numbers
    public static PostedUpdates of(List<IncidentEvent> events) {
        var texts = new HashMap<Long, String>();
        var revisions = new HashMap<Long, UpdateRevision>();
        for (var event : events) {
            switch (event) {
                case UpdatePosted posted -> texts.put(posted.incident().number(), posted.text());
                case UpdateEdited edited
                when !(revisions.get(edited.update()) instanceof Withdrawn) -> {
                    texts.replace(edited.update(), edited.text());
                    revisions.put(edited.update(), new Edited(edited.time(), edited.by()));
                }
                case UpdateWithdrawn withdrawn ->
                    revisions.put(
                            withdrawn.update(), new Withdrawn(withdrawn.time(), withdrawn.by(), withdrawn.reason()));
                default -> {}
            }
        }
        return new PostedUpdates(texts, revisions);
    }

    /// Whether there is such an update, and customers may read it.
    public boolean hasStanding(long number) {
        return texts.containsKey(number) && !(revisions.get(number) instanceof Withdrawn);
    }

    @Nullable
    UpdateRevision revision(long number) {
        return revisions.get(number);
    }
}
