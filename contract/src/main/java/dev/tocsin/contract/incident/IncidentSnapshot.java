package dev.tocsin.contract.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An incident after its latest event, at most 256 kB as JSON.
///
/// @param time when it last changed
/// @param acknowledgedBy the person who acknowledged it, or null
/// @param cells at most 200, the worst and the earliest first
/// @param allCells how many cells were affected at any time in this episode
/// @param timeline the last 20 entries, newest first
/// @param links paths of the incident service at which the rest is found
/// @param related other incidents that may be related to it; null from writers that did not record them
/// @param byHand the cells whose impact a person stated and no check has shown yet, at most 200: while there are any,
///     the incident ends by hand only; null from writers that did not record them
/// @param assignedTo the person to whom it is assigned; null if it is assigned to nobody
public record IncidentSnapshot(
        IncidentHead incident,
        @JsonProperty("updatedAt") Instant time,
        Instant startedAt,
        @Nullable Instant resolvedAt,
        @Nullable String acknowledgedBy,
        List<OutageSummary> outages,
        List<Suspect> suspects,
        Reach reach,
        List<Count> byRegion,
        List<Count> byComponent,
        List<CellImpact> cells,
        int allCells,
        List<TimelineEntry> timeline,
        Links links,
        @Nullable List<String> related,
        @Nullable List<Cell> byHand,
        @Nullable String assignedTo)
        implements Event {

    public static final int MOST_CELLS = 200;
    public static final int MOST_ENTRIES = 20;
    public static final int MOST_BYTES = 256_000;

    /// @param outage its id within the incident, such as `na-1`
    /// @param endedAt null while it lasts
    public record OutageSummary(
            String outage,
            String region,
            Instant onset,
            @Nullable Instant endedAt,
            @Nullable SuspectedRoot root,
            int cells,
            int badCells) {}

    /// @param id the id of a region or a component
    public record Count(String id, int cells, int badCells) {}

    /// @param type the middle of the event's CloudEvents type, such as `incident.outage_started`
    /// @param text one line, or for an update its Markdown cut to 1,000 characters
    public record TimelineEntry(
            long number,
            Instant at,
            String type,
            String text,
            @Nullable String author) {}

    /// Paths of the incident service.
    public record Links(String self, String trace, String page) {}

    @Override
    public String key() {
        return incident.id();
    }

    @Override
    public String eventId() {
        return incident.id() + "/snapshot/" + incident.number();
    }
}
