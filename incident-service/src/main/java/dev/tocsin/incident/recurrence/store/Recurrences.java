package dev.tocsin.incident.recurrence.store;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.recurrence.PastIncident;
import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.engine.recurrence.RecurrenceSearch;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.recurrence.RecurrenceFinder;
import dev.tocsin.incident.writer.PastIncidents;
import dev.tocsin.incident.writer.PastIncidents.WithEarlier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Compares an incident with stored ones.
@ApplicationScoped
public class Recurrences implements RecurrenceFinder {

    private final PastIncidents incidents;
    private final CurrentCatalog catalog;

    Recurrences(PastIncidents incidents, CurrentCatalog catalog) {
        this.incidents = incidents;
        this.catalog = catalog;
    }

    @Override
    public List<Recurrence> of(String id) {
        return incidents
                .withEarlier(id, Recurrences::since)
                .map(this::recurrences)
                .orElse(List.of());
    }

    /// The incidents that the correlator still considers, with the number of each one's last event.
    public Map<String, Long> active() {
        return incidents.active();
    }

    private List<Recurrence> recurrences(WithEarlier found) {
        var kinds = found.changeKinds();
        var current = catalog.get();
        return new RecurrenceSearch(current, DisplayNames.zone(current))
                .of(
                        PastIncident.of(found.incident(), kinds),
                        found.earlier().stream()
                                .map(earlier -> PastIncident.of(earlier, kinds))
                                .toList());
    }

    private static Instant since(Incident incident) {
        return RecurrenceSearch.since(PastIncident.of(incident, Map.of()).onset());
    }
}
