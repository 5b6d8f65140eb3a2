package dev.tocsin.engine.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The story of an incident as it has been published.
///
/// @param number the number of the latest event; 0 before the first
/// @param timeline newest first
/// @param announced the last head that customers could read; null if they could read none yet
/// @param updates the updates that people posted in this episode while customers could read them, newest first
public record IncidentStory(
        long number,
        Instant updatedAt,
        List<TimelineEntry> timeline,
        @Nullable IncidentHead announced,
        List<PublicUpdate> updates) {

    public IncidentStory {
        timeline = List.copyOf(timeline);
        updates = List.copyOf(updates);
    }

    /// A story that was stored without updates gets them from its timeline, which has the beginnings of some.
    @JsonCreator
    static IncidentStory stored(
            @JsonProperty("number") long number,
            @JsonProperty("updatedAt") Instant updatedAt,
            @JsonProperty("timeline") List<TimelineEntry> timeline,
            @JsonProperty("announced") @Nullable IncidentHead announced,
            @JsonProperty("updates") @Nullable List<PublicUpdate> updates) {
        return new IncidentStory(
                number,
                updatedAt,
                timeline,
                announced,
                updates == null ? PublicSnapshots.updatesOf(timeline) : updates);
    }

    /// Whether the event with this number may have posted an update that stands. The timeline has the latest events
    /// only; whoever has all of them knows more.
    public boolean mayHaveUpdate(long event) {
        return event > 0
                && (updates.stream().anyMatch(update -> update.number() == event)
                        || timeline.isEmpty()
                        || event < timeline.getLast().number()
                        || timeline.stream().anyMatch(entry -> entry.number() == event && isUpdate(entry)));
    }

    private static boolean isUpdate(TimelineEntry entry) {
        return entry.type().equals(EventTypes.nameOf(UpdatePosted.class));
    }

    /// The timeline with what an edit or a withdrawal of an update changes in it: no reader of it keeps the old text.
    private List<TimelineEntry> revised(IncidentEvent event) {
        return switch (event) {
            case UpdateEdited edited ->
                timeline.stream()
                        .map(entry -> entry.number() == edited.update() && isUpdate(entry)
                                ? new TimelineEntry(
                                        entry.number(),
                                        entry.at(),
                                        entry.type(),
                                        TimelineText.cut(edited.text(), TimelineText.LONGEST_UPDATE),
                                        entry.author())
                                : entry)
                        .toList();
            case UpdateWithdrawn withdrawn ->
                timeline.stream()
                        .filter(entry -> entry.number() != withdrawn.update() || !isUpdate(entry))
                        .toList();
            default -> timeline;
        };
    }

    /// Consecutive changes of impact are one entry of the timeline: the latest.
    IncidentStory with(IncidentEvent event, @Nullable IncidentHead announced) {
        var entry = TimelineText.of(event);
        var changing = EventTypes.nameOf(IncidentEvent.ImpactChanged.class);
        var replaces = entry.type().equals(changing)
                && !timeline.isEmpty()
                && timeline.getFirst().type().equals(changing);
        return new IncidentStory(
                event.incident().number(),
                event.time(),
                Stream.concat(Stream.of(entry), revised(event).stream().skip(replaces ? 1 : 0))
                        .limit(IncidentSnapshot.MOST_ENTRIES)
                        .toList(),
                announced == null ? this.announced : announced,
                PublicSnapshots.updates(updates, event, announced != null));
    }
}
