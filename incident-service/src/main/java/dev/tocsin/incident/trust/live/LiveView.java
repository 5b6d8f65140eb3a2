package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.detection.SeenClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state at one point in time, as read from the topics. Made by [LiveState].
///
/// @param number rises with each view of this process
/// @param listening whether records arrive from the topics, and since when
/// @param cells the catalog, and the state of its cells
/// @param clocks detection's clocks, by partition of `tocsin.health-events`
/// @param incidents by id; all open incidents, and the newest closed ones
/// @param heartbeats the latest heartbeat of each probe, by vantage point and probe
/// @param alerts the alerts that are raised, by subject
public record LiveView(
        long number,
        Listening listening,
        CellStates cells,
        Map<Integer, DetectionClock> clocks,
        Map<String, IncidentSnapshot> incidents,
        Map<String, ReceivedHeartbeat> heartbeats,
        Map<String, AlertRaised> alerts) {

    public static final LiveView EMPTY = new LiveView(
            0,
            Listening.NOT_YET,
            new CellStates(Catalog.EMPTY, Map.of(), Map.of()),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());

    public LiveView {
        clocks = Map.copyOf(clocks);
        incidents = Map.copyOf(incidents);
        heartbeats = Map.copyOf(heartbeats);
        alerts = Map.copyOf(alerts);
    }

    /// The progress of detection in one partition.
    ///
    /// @param movedAt when it last advanced, by our own clock; null until it advances after the start
    public record DetectionClock(Instant time, @Nullable Instant movedAt) {}

    /// @param heardAt when the heartbeat reached us, by our own clock
    /// @param live whether it was sent while we listened, rather than found at the start
    public record ReceivedHeartbeat(HeartbeatSent said, Instant heardAt, boolean live) {}

    /// @param caughtUpAt when all records that were in the topics at the start had been read; null before
    /// @param since when records last began to arrive without a gap of more than [#GAP]
    /// @param heardAt when the last record arrived
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

        /// Whether nothing at all came for a while: Kafka is away, or detection and all probes are.
        public boolean isSilent(Instant now) {
            return heardAt == null || heardAt.plus(GAP).isBefore(now);
        }
    }

    /// The time at which the view is true: the slowest of detection's clocks. Empty before any clock was received.
    public Optional<Instant> asOf() {
        return clocks.values().stream().map(DetectionClock::time).min(Comparator.naturalOrder());
    }

    /// Whether detection makes progress, so that the view shows the present state.
    public boolean isFresh(Instant now) {
        return !clocks.isEmpty()
                && clocks.values().stream()
                        .allMatch(clock -> clock.movedAt() != null
                                && !clock.movedAt().plus(SeenClocks.STALE_AFTER).isBefore(now));
    }

    public Catalog catalog() {
        return cells.catalog();
    }

    /// The latest status of each cell that has one.
    public Map<Cell, StatusChanged> statuses() {
        return cells.statuses();
    }

    public Optional<StatusChanged> status(Cell cell) {
        return Optional.ofNullable(statuses().get(cell));
    }

    /// Maintenance windows, by id.
    public Map<String, WindowUpdated> windows() {
        return cells.windows();
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
}
