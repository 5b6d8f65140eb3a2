package dev.tocsin.incident.lifecycle;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentSnapshot;

/// One event of a story, and the incident after it.
public record Told(Incident incident, IncidentEvent event) {

    public IncidentSnapshot snapshot() {
        return snapshotOf(incident);
    }

    public static IncidentSnapshot snapshotOf(Incident incident) {
        return Snapshots.of(incident);
    }
}
