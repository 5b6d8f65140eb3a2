package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.trust.live.LiveView.DetectionClock;
import dev.tocsin.incident.trust.live.LiveView.Listening;
import dev.tocsin.incident.trust.live.LiveView.ReceivedHeartbeat;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers the current state from the topics. Used by one thread at a time; other threads see a [LiveView].
///
/// Records whose number is not above the last of their cell or incident are ignored, so that a topic may be read
/// again.
public final class LiveState {

    /// The newest closed incidents stay, for pages and lists; the store keeps all.
    public static final int MOST_CLOSED_INCIDENTS = 1_000;

    private final TreeMap<String, CatalogEvent> entries = new TreeMap<>();
    private final Map<Integer, DetectionClock> clocks = new HashMap<>();
    private final Map<Cell, StatusChanged> statuses = new HashMap<>();
    private final Map<String, IncidentSnapshot> incidents = new HashMap<>();
    private final Map<String, ReceivedHeartbeat> heartbeats = new HashMap<>();
    private final Map<String, AlertRaised> alerts = new HashMap<>();
    private final Map<String, WindowUpdated> windows = new HashMap<>();
    private Listening listening = Listening.NOT_YET;
    private Catalog catalog = Catalog.EMPTY;
    private @Nullable CellStates cells;
    private long number;

    public void caughtUp(Instant now) {
        listening = listening.caughtUp(now);
    }

    public void received(Event event, Instant now) {
        listening = listening.heard(now);
        switch (event) {
            case CatalogVersionPublished published -> {
                entries.put(published.key(), published);
                catalog = new Catalog(entries);
                cells = null;
            }
            case CatalogEvent entry -> entries.put(entry.key(), entry);
            case ClockAdvanced clock ->
                clocks.merge(clock.partition(), new DetectionClock(clock.time(), live(now)), LiveState::later);
            case StatusChanged status -> {
                statuses.merge(status.cell(), status, (was, is) -> is.number() > was.number() ? is : was);
                cells = null;
            }
            case WatchEnded ended -> {
                statuses.remove(ended.cell());
                cells = null;
            }
            case IncidentSnapshot incident -> {
                incidents.merge(incident.key(), incident, LiveState::newer);
                forgetOldIncidents();
            }
            case HeartbeatSent heartbeat ->
                heartbeats.put(heartbeat.key(), new ReceivedHeartbeat(heartbeat, now, isCaughtUp()));
            case AlertRaised alert -> alerts.put(alert.subject(), alert);
            case AlertCleared cleared -> alerts.remove(cleared.subject());
            case WindowUpdated window -> {
                windows.merge(window.window(), window, (was, is) -> is.number() > was.number() ? is : was);
                cells = null;
            }
            default -> {}
        }
    }

    /// The entry with this key is gone from the topic.
    public void gone(Topic topic, String key, Instant now) {
        listening = listening.heard(now);
        cells = null;
        switch (topic) {
            case CATALOG -> entries.remove(key);
            case CELL_STATUS ->
                statuses.keySet().removeIf(cell -> cell.toString().equals(key));
            case INCIDENTS -> incidents.remove(key);
            case VANTAGE_POINTS -> heartbeats.remove(key);
            case OPERATOR_ALERTS -> alerts.remove(key);
            case MAINTENANCE -> windows.remove(key);
            default -> {}
        }
    }

    public LiveView view() {
        number++;
        if (cells == null) {
            cells = new CellStates(catalog, statuses, windows);
        }
        return new LiveView(number, listening, cells, clocks, incidents, heartbeats, alerts);
    }

    private boolean isCaughtUp() {
        return listening.caughtUpAt() != null;
    }

    private @Nullable Instant live(Instant now) {
        return isCaughtUp() ? now : null;
    }

    private void forgetOldIncidents() {
        if (incidents.size() <= MOST_CLOSED_INCIDENTS) {
            return;
        }
        var closed = incidents.values().stream()
                .filter(incident -> !incident.incident().state().isOpen())
                .sorted(Comparator.comparing(IncidentSnapshot::startedAt).reversed())
                .skip(MOST_CLOSED_INCIDENTS)
                .map(IncidentSnapshot::key)
                .toList();
        closed.forEach(incidents::remove);
    }

    private static IncidentSnapshot newer(IncidentSnapshot was, IncidentSnapshot is) {
        return is.incident().number() > was.incident().number() ? is : was;
    }

    private static DetectionClock later(DetectionClock was, DetectionClock is) {
        return is.time().isAfter(was.time()) ? is : was;
    }
}
