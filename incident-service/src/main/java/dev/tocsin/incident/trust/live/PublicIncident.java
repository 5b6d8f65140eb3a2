package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.lifecycle.PublicSnapshots;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The public view of an incident, made of its structure, never of texts that may name internal things.
public final class PublicIncident {

    private PublicIncident() {}

    /// Empty for an incident of internal severity, and for one that touches no public component: the public does not
    /// see them.
    public static Optional<IncidentSnapshot> of(IncidentSnapshot incident, Catalog catalog) {
        return incident.incident().severity().isAtLeast(Severity.MINOR) && !isOnlyInternal(incident)
                ? Optional.of(filter(incident, catalog))
                : Optional.empty();
    }

    /// The title of such an incident names internal things, though an operator may have raised its severity. This
    /// cannot be known here of an incident that does not list all its cells.
    private static boolean isOnlyInternal(IncidentSnapshot incident) {
        return incident.allCells() > 0
                && incident.cells().size() >= incident.allCells()
                && incident.cells().stream().noneMatch(CellImpact::isPublic);
    }

    private static IncidentSnapshot filter(IncidentSnapshot incident, Catalog catalog) {
        Predicate<String> known = component -> PublicSnapshots.isPublic(component, catalog);
        var cells = incident.cells().stream()
                .filter(CellImpact::isPublic)
                .map(cell -> withoutInternalRoot(cell, known))
                .toList();
        var counting = new PublicCellCounter(incident, cells, catalog);
        return new IncidentSnapshot(
                incident.incident(),
                incident.time(),
                incident.startedAt(),
                incident.resolvedAt(),
                null,
                incident.outages().stream()
                        .map(outage -> countedAgain(outage, counting, known))
                        .toList(),
                incident.suspects().stream()
                        .filter(suspect -> PublicSnapshots.isPublic(suspect, catalog))
                        .map(PublicIncident::withoutScore)
                        .toList(),
                incident.reach(),
                incident.byRegion().stream().map(counting::again).toList(),
                incident.byComponent().stream()
                        .filter(count -> known.test(count.id()))
                        .toList(),
                cells,
                incident.byRegion().stream()
                        .map(counting::again)
                        .mapToInt(Count::cells)
                        .sum(),
                incident.timeline().stream()
                        .map(entry -> told(entry, incident, catalog))
                        .filter(Objects::nonNull)
                        .toList(),
                incident.links(),
                null,
                null,
                null);
    }

    /// Counts the public cells of a region. An incident that lists only some of its cells may have all internal ones
    /// among the others, so the count is the lowest that is possible.
    private record PublicCellCounter(IncidentSnapshot incident, List<CellImpact> cells, Catalog catalog) {

        Count again(Count count) {
            var listed = cells.stream()
                    .filter(cell -> cell.cell().region().equals(count.id()))
                    .toList();
            var bad =
                    (int) listed.stream().filter(cell -> cell.verdict().isBad()).count();
            if (incident.cells().size() >= incident.allCells()) {
                return new Count(count.id(), listed.size(), bad);
            }
            var internal = (int) catalog.components().stream()
                    .filter(component ->
                            !component.isPublic() && component.regions().contains(count.id()))
                    .count();
            return new Count(
                    count.id(),
                    Math.max(listed.size(), count.cells() - internal),
                    Math.max(bad, count.badCells() - internal));
        }
    }

    private static CellImpact withoutInternalRoot(CellImpact cell, Predicate<String> known) {
        var because = cell.because();
        return because == null || known.test(because.component())
                ? cell
                : new CellImpact(cell.cell(), cell.verdict(), cell.onset(), true, cell.weight(), null);
    }

    private static OutageSummary countedAgain(
            OutageSummary outage, PublicCellCounter counting, Predicate<String> known) {
        var count = counting.again(new Count(outage.region(), outage.cells(), outage.badCells()));
        var root = outage.root();
        return new OutageSummary(
                outage.outage(),
                outage.region(),
                outage.onset(),
                outage.endedAt(),
                root != null && known.test(root.cell().component()) ? root : null,
                count.cells(),
                count.badCells());
    }

    /// The reasons of a score may name internal things.
    private static Suspect withoutScore(Suspect suspect) {
        return new Suspect(
                suspect.kind(), suspect.subject(), suspect.subject(), suspect.confidence(), suspect.score(), List.of());
    }

    private static @Nullable TimelineEntry told(TimelineEntry entry, IncidentSnapshot incident, Catalog catalog) {
        var where = DisplayNames.some(incident.incident().regions().stream()
                .map(region -> DisplayNames.region(catalog, region))
                .toList());
        var text = entry.type().equals("incident.update_posted")
                ? entry.text()
                : PublicWords.of(entry.type(), entry.author() != null, where);
        return text == null ? null : new TimelineEntry(entry.number(), entry.at(), entry.type(), text, null);
    }
}
