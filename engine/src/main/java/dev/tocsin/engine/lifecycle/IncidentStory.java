package dev.tocsin.engine.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has been published of an incident.
///
/// @param number of the latest event; 0 before the first
/// @param timeline newest first
/// @param announced the head that customers could read last; null while they could read none
/// @param updates what people wrote in this episode while customers could read it, newest first
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

    /// What was stored before updates were kept has the beginnings of some in its timeline.
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

    /// Impact that changes and changes again is one entry: what it came to.
    IncidentStory with(IncidentEvent event, @Nullable IncidentHead announced) {
        var entry = TimelineText.of(event);
        var changing = EventTypes.nameOf(IncidentEvent.ImpactChanged.class);
        var replaces = entry.type().equals(changing)
                && !timeline.isEmpty()
                && timeline.getFirst().type().equals(changing);
        return new IncidentStory(
                event.incident().number(),
                event.time(),
                Stream.concat(Stream.of(entry), timeline.stream().skip(replaces ? 1 : 0))
                        .limit(IncidentSnapshot.MOST_ENTRIES)
                        .toList(),
                announced == null ? this.announced : announced,
                PublicSnapshots.updates(updates, event, announced != null));
    }
}
