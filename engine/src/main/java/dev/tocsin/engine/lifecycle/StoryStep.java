package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import java.util.Optional;

/// One event of a story, and the incident after it.
public record StoryStep(Incident incident, IncidentEvent event) {

    public IncidentSnapshot snapshot() {
        return snapshotOf(incident);
    }

    public static IncidentSnapshot snapshotOf(Incident incident) {
        return Snapshots.of(incident);
    }

    /// Empty while customers have nothing to read of it.
    public Optional<PublicIncidentSnapshot> publicSnapshot(Catalog catalog) {
        return PublicSnapshots.of(incident, catalog);
    }
}
