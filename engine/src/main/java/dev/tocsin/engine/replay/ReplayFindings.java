package dev.tocsin.engine.replay;

import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Collects the findings of a replay.
final class ReplayFindings {

    private final List<StatusChanged> changes = new ArrayList<>();
    private final SequencedMap<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, Instant> opened = new HashMap<>();
    private final Map<String, Instant> started = new HashMap<>();
    private final List<HealthLogEvent> oversight = new ArrayList<>();
    private final List<ChangeHeld> held = new ArrayList<>();
    private long healthEvents;
    private @Nullable Instant from;
    private @Nullable Instant to;

    void received(Recorded recorded) {
        if (recorded.event() instanceof HealthObserved) {
            healthEvents++;
        }
        if (isDecided(recorded) && recorded.partition() == 0) {
            decided((HealthLogEvent) recorded.requireEvent());
        }
        from = from == null ? recorded.appendedAt() : from;
        to = recorded.appendedAt();
    }

    /// Whether the event is a decision of oversight, which is in every partition but is one decision.
    private static boolean isDecided(Recorded recorded) {
        return recorded.event() instanceof VantagePointSetAside
                || recorded.event() instanceof VantagePointTakenBack
                || recorded.event() instanceof BlindnessBegan
                || recorded.event() instanceof BlindnessEnded;
    }

    /// Adds a decision about the vantage points.
    void decided(HealthLogEvent event) {
        oversight.add(event);
    }

    void changed(StatusChanged change) {
        changes.add(change);
    }

    /// @param now the log's time at which the step became known; the step itself may be true since earlier
    void published(StoryStep step, Instant now) {
        var incident = step.incident();
        incidents.put(incident.id(), incident);
        switch (step.event()) {
            case Opened _ -> opened.put(incident.id(), now);
            case OutageStarted event -> started.put(incident.id() + "/" + event.outage(), now);
            default -> {}
        }
    }

    void held(ChangeHeld event) {
        held.add(event);
    }

    ReplayResult result(List<ReplayedNotice> notices) {
        return new ReplayResult(
                healthEvents,
                from,
                to,
                oversight,
                changes,
                incidents.values().stream().map(this::replayed).toList(),
                held,
                notices);
    }

    private ReplayedIncident replayed(Incident incident) {
        return new ReplayedIncident(
                incident.id(),
                incident.assessment().title(),
                incident.assessment().severity(),
                incident.episode(),
                incident.outages().stream()
                        .map(Outage::onset)
                        .min(Comparator.naturalOrder())
                        .orElse(incident.startedAt()),
                opened.getOrDefault(incident.id(), incident.startedAt()),
                incident.resolvedAt(),
                incident.outages().stream()
                        .map(outage -> replayed(incident, outage))
                        .toList(),
                incident.suspects(),
                incident.linked());
    }

    private ReplayedOutage replayed(Incident incident, Outage outage) {
        var startedAt = started.getOrDefault(incident.id() + "/" + outage.id(), incident.startedAt());
        return new ReplayedOutage(
                outage.id(),
                outage.region(),
                outage.episode(),
                outage.onset(),
                detectedAt(outage, startedAt),
                startedAt,
                outage.endedAt(),
                outage.rootCell(),
                List.copyOf(outage.impacts().keySet()));
    }

    private Instant detectedAt(Outage outage, Instant startedAt) {
        return changes.stream()
                .filter(change -> change.verdict().isBad() && outage.has(change.cell()))
                .filter(change -> !change.onset().isBefore(outage.onset()))
                .map(StatusChanged::time)
                .filter(time -> !time.isAfter(startedAt))
                .min(Comparator.naturalOrder())
                .orElse(startedAt);
    }
}
