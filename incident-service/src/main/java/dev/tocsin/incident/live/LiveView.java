package dev.tocsin.incident.live;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stood at one moment, as the topics tell it. Made by [LiveState].
///
/// @param number rises with each view of this process
/// @param listening whether and since when the topics speak to us
/// @param clocks of detection, by partition of `tocsin.health-events`
/// @param statuses the latest of each cell that has one
/// @param incidents by id; all that are open, and the newest that are not
/// @param heartbeats the latest of each probe, by vantage point and probe
/// @param alerts those that stand, by subject
/// @param windows of maintenance, by id
public record LiveView(
        long number,
        Listening listening,
        Catalog catalog,
        Map<Integer, Clock> clocks,
        Map<Cell, StatusChanged> statuses,
        Map<String, IncidentSnapshot> incidents,
        Map<String, Heartbeat> heartbeats,
        Map<String, AlertRaised> alerts,
        Map<String, WindowUpdated> windows) {

    /// What was seen is called stale when a clock stood still for longer; detection tells each of them every 8 s at
    /// least.
    public static final Duration STALE_AFTER = Duration.ofSeconds(15);

    public static final LiveView EMPTY = new LiveView(
            0, Listening.NOT_YET, Catalog.EMPTY, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public LiveView {
        clocks = Map.copyOf(clocks);
        statuses = Map.copyOf(statuses);
        incidents = Map.copyOf(incidents);
        heartbeats = Map.copyOf(heartbeats);
        alerts = Map.copyOf(alerts);
        windows = Map.copyOf(windows);
    }

    /// How far detection has come in one partition.
    ///
    /// @param movedAt when we saw it move, by our own clock; null while it stands where we found it at the start
    public record Clock(Instant time, @Nullable Instant movedAt) {}

    /// @param heardAt when it reached us, by our own clock
    /// @param live whether it was sent while we listened, rather than found at the start
    public record Heartbeat(HeartbeatSent said, Instant heardAt, boolean live) {}

    /// @param caughtUpAt when all that stood in the topics at the start had been read; null before
    /// @param since when the topics last began to speak without a gap of more than [#GAP]
    /// @param heardAt when they last spoke
    public record Listening(
            @Nullable Instant caughtUpAt,
            @Nullable Instant since,
            @Nullable Instant heardAt) {

        public static final Duration GAP = Duration.ofSeconds(10);
        public static final Listening NOT_YET = new Listening(null, null, null);

        Listening heard(Instant now) {
            var unbroken = heardAt != null && !heardAt.plus(GAP).isBefore(now);
            return new Listening(caughtUpAt, unbroken ? since : now, now);
        }

        Listening caughtUp(Instant now) {
            return new Listening(now, since, heardAt);
        }

        /// Nothing at all came for a while: Kafka is away, or detection and all probes are.
        public boolean isSilent(Instant now) {
            return heardAt == null || heardAt.plus(GAP).isBefore(now);
        }
    }

    /// What is shown is true as of this moment: the slowest of detection's clocks. Empty before any was heard.
    public Optional<Instant> asOf() {
        return clocks.values().stream().map(Clock::time).min(Comparator.naturalOrder());
    }

    /// Whether detection moves on, so that what is shown is what is.
    public boolean isFresh(Instant now) {
        return !clocks.isEmpty()
                && clocks.values().stream()
                        .allMatch(clock -> clock.movedAt() != null
                                && !clock.movedAt().plus(STALE_AFTER).isBefore(now));
    }

    public Optional<StatusChanged> status(Cell cell) {
        return Optional.ofNullable(statuses.get(cell));
    }

    /// Newest first.
    public List<IncidentSnapshot> incidentsNewestFirst() {
        return incidents.values().stream()
                .sorted(Comparator.comparing(IncidentSnapshot::startedAt)
                        .thenComparing(IncidentSnapshot::key)
                        .reversed())
                .toList();
    }

    public List<IncidentSnapshot> openIncidents() {
        return incidentsNewestFirst().stream()
                .filter(incident -> incident.incident().state().isOpen())
                .toList();
    }

    public boolean inMaintenance(Cell cell) {
        return windows.values().stream()
                .anyMatch(window -> window.state() == WindowState.IN_PROGRESS
                        && window.cells().contains(cell));
    }
}
