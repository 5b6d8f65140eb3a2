package dev.tocsin.engine.recurrence;

import static java.util.stream.Collectors.toCollection;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The facts of an incident that count when it is compared with others.
///
/// @param onset the onset of its first outage
/// @param components components that were bad, or from which it seems to have come
/// @param roots components from which its outages seem to have come
/// @param causes the kinds of suspects that are likely or confirmed to have caused it
/// @param changeKinds the kinds of changes that are likely or confirmed to have caused it
public record PastIncident(
        String id,
        String title,
        Instant onset,
        SortedSet<String> components,
        SortedSet<String> regions,
        SortedSet<String> roots,
        SortedSet<SuspectKind> causes,
        SortedSet<ChangeKind> changeKinds) {

    public PastIncident {
        components = Collections.unmodifiableSortedSet(new TreeSet<>(components));
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        roots = Collections.unmodifiableSortedSet(new TreeSet<>(roots));
        causes = Collections.unmodifiableSortedSet(new TreeSet<>(causes));
        changeKinds = Collections.unmodifiableSortedSet(new TreeSet<>(changeKinds));
    }

    /// @param kinds the kinds of changes by their id, as far as they are known
    public static PastIncident of(Incident incident, Map<String, ChangeKind> kinds) {
        var roots = sorted(incident.outages().stream()
                .map(Outage::rootCell)
                .filter(Objects::nonNull)
                .map(Cell::component));
        var bad = incident.outages().stream()
                .flatMap(outage -> outage.impacts().keySet().stream())
                .map(Cell::component);
        var causes = incident.suspects().stream()
                .filter(suspect -> suspect.confidence() != Confidence.POSSIBLE)
                .toList();
        return new PastIncident(
                incident.id(),
                incident.assessment().title(),
                onset(incident),
                sorted(Stream.concat(bad, roots.stream())),
                sorted(incident.outages().stream().map(Outage::region)),
                roots,
                sorted(causes.stream().map(Suspect::kind)),
                changeKinds(causes, kinds));
    }

    private static SortedSet<ChangeKind> changeKinds(Collection<Suspect> causes, Map<String, ChangeKind> kinds) {
        return sorted(causes.stream()
                .filter(suspect -> suspect.kind() == SuspectKind.CHANGE)
                .map(suspect -> kinds.get(suspect.subject()))
                .filter(Objects::nonNull));
    }

    private static Instant onset(Incident incident) {
        return incident.outages().stream()
                .map(Outage::onset)
                .min(Instant::compareTo)
                .orElse(incident.startedAt());
    }

    private static <T> SortedSet<T> sorted(Stream<T> values) {
        return values.collect(toCollection(TreeSet::new));
    }
}
