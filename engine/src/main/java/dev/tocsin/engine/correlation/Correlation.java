package dev.tocsin.engine.correlation;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// All that the correlator knows: its decisions depend only on this state and on the input.
///
/// Its collections are persistent: the states before and after an input share everything that the input did not touch.
///
/// @param arriving entries of a catalog version that is not complete yet, on top of the present one, by key
/// @param clocks the clock of each partition of the health events
/// @param now the time as of which everything is decided; never goes back
/// @param pending status changes that wait until all clocks have reached their time
/// @param incidents open ones, and those that may still reopen, by id
public record Correlation(
        DependencyGraph graph,
        PSortedMap<String, CatalogEvent> arriving,
        Clocks clocks,
        Instant now,
        PSortedSet<PendingChange> pending,
        WatchedCells cells,
        PSortedMap<String, Incident> incidents,
        KnownChanges changes,
        Windows windows) {

    public static final Correlation EMPTY = new Correlation(
            DependencyGraph.NONE,
            TreePMap.empty(),
            Clocks.NONE,
            Instant.EPOCH,
            TreePSet.empty(),
            WatchedCells.NONE,
            TreePMap.empty(),
            KnownChanges.NONE,
            Windows.NONE);

    /// An ongoing outage, and the incident to which it belongs.
    public record OngoingOutage(OpenIncident incident, Outage outage) {}

    /// Whether nothing waits for a clock, so that clocks may be gathered and applied together before the next other
    /// input.
    public boolean isQuiet() {
        return pending.isEmpty()
                && !cells.anyHold()
                && windows.byId().isEmpty()
                && incidents.values().stream().noneMatch(Incident::isOpen);
    }

    public WatchedCell cell(Cell cell) {
        return cells.get(cell);
    }

    public Incident incident(String id) {
        return Objects.requireNonNull(incidents.get(id), id);
    }

    /// @throws IllegalStateException when the incident is over
    public OpenIncident open(String id) {
        if (incident(id) instanceof OpenIncident open) {
            return open;
        }
        throw new IllegalStateException("incident %s is over".formatted(id));
    }

    /// Open incidents, the oldest first.
    public List<OpenIncident> open() {
        return incidents.values().stream()
                .filter(OpenIncident.class::isInstance)
                .map(OpenIncident.class::cast)
                .sorted(comparing(OpenIncident::startedAt).thenComparing(OpenIncident::id))
                .toList();
    }

    public Stream<OngoingOutage> standing() {
        return open().stream()
                .flatMap(incident -> incident.standing().map(outage -> new OngoingOutage(incident, outage)));
    }

    public OngoingOutage at(IncidentOutage place) {
        var incident = open(place.incident());
        return new OngoingOutage(incident, incident.outage(place.outage()));
    }

    public Correlation with(DependencyGraph next) {
        return new Correlation(
                next,
                TreePMap.fromSortedMap(next.catalog().entries()),
                clocks,
                now,
                pending,
                cells.on(next),
                incidents,
                changes,
                windows);
    }

    Correlation withArriving(PSortedMap<String, CatalogEvent> next) {
        return new Correlation(graph, next, clocks, now, pending, cells, incidents, changes, windows);
    }

    public Correlation with(Clocks next) {
        return new Correlation(graph, arriving, next, now, pending, cells, incidents, changes, windows);
    }

    public Correlation at(Instant time) {
        return time.isAfter(now)
                ? new Correlation(graph, arriving, clocks, time, pending, cells, incidents, changes, windows)
                : this;
    }

    public Correlation withPending(PSortedSet<PendingChange> next) {
        return new Correlation(graph, arriving, clocks, now, next, cells, incidents, changes, windows);
    }

    public Correlation with(WatchedCell cell) {
        return new Correlation(graph, arriving, clocks, now, pending, cells.with(cell), incidents, changes, windows);
    }

    public Correlation with(Incident incident) {
        return withIncidents(incidents.plus(incident.id(), incident));
    }

    public Correlation withIncidents(PSortedMap<String, Incident> next) {
        return new Correlation(graph, arriving, clocks, now, pending, cells, next, changes, windows);
    }

    public Correlation with(KnownChanges next) {
        return new Correlation(graph, arriving, clocks, now, pending, cells, incidents, next, windows);
    }

    public Correlation with(Windows next) {
        return new Correlation(graph, arriving, clocks, now, pending, cells, incidents, changes, next);
    }
}
