package dev.tocsin.engine.replay;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.status.StatusChanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of detection and correlation for a recording.
///
/// @param healthEvents the number of health events
/// @param from the first append time; null for an empty recording
/// @param to the last append time; null likewise
/// @param held changes whose rollout would have been asked to stop
/// @param oversight decisions about the vantage points: set aside, taken back, blind
public record ReplayResult(
        long healthEvents,
        @Nullable Instant from,
        @Nullable Instant to,
        List<HealthLogEvent> oversight,
        List<StatusChanged> changes,
        List<ReplayedIncident> incidents,
        List<ChangeHeld> held,
        List<ReplayedNotice> notices) {

    public ReplayResult {
        oversight = List.copyOf(oversight);
        changes = List.copyOf(changes);
        incidents = List.copyOf(incidents);
        held = List.copyOf(held);
        notices = List.copyOf(notices);
    }

    /// @param onset of its first outage
    /// @param resolvedAt when it was found to be over; null while it is open
    /// @param suspects of its last episode, as last named
    /// @param linked other incidents that it names
    public record ReplayedIncident(
            String id,
            String title,
            Severity severity,
            int episodes,
            Instant onset,
            Instant openedAt,
            @Nullable Instant resolvedAt,
            List<ReplayedOutage> outages,
            List<Suspect> suspects,
            List<String> linked) {}

    /// @param id within its incident
    /// @param onset of its first cell
    /// @param detectedAt the first bad verdict of one of its cells
    /// @param startedAt when its start was published
    /// @param endedAt when its last cell came up; null while it is ongoing
    /// @param root null if no cell stands out
    public record ReplayedOutage(
            String id,
            String region,
            int episode,
            Instant onset,
            Instant detectedAt,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Cell root,
            List<Cell> cells) {}

    public long notices(NoticeKind kind) {
        return notices.stream().filter(notice -> notice.kind() == kind).count();
    }

    public List<ReplayedOutage> outages() {
        return incidents.stream()
                .flatMap(incident -> incident.outages().stream())
                .toList();
    }
}
