package dev.tocsin.incident.live;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.incident.catalog.Catalog;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the public may see of an incident: made of its structure, never of texts that may name what is internal.
public final class PublicIncident {

    private PublicIncident() {}

    /// Empty for an incident of internal severity, of which the public sees nothing.
    public static Optional<IncidentSnapshot> of(IncidentSnapshot incident, Catalog catalog) {
        return incident.incident().severity().isAtLeast(Severity.MINOR)
                ? Optional.of(filter(incident, catalog))
                : Optional.empty();
    }

    private static IncidentSnapshot filter(IncidentSnapshot incident, Catalog catalog) {
        var known = catalog.components().stream()
                .filter(ComponentDefined::isPublic)
                .map(ComponentDefined::id)
                .collect(Collectors.toCollection(TreeSet::new));
        var cells = incident.cells().stream()
                .filter(CellImpact::isPublic)
                .map(cell -> withoutInternalRoot(cell, known))
                .toList();
        var isAllPublic = known.size() == catalog.components().size();
        var byComponent = incident.byComponent().stream()
                .filter(count -> known.contains(count.id()))
                .toList();
        return new IncidentSnapshot(
                incident.incident(),
                incident.time(),
                incident.startedAt(),
                incident.resolvedAt(),
                null,
                incident.outages().stream()
                        .map(outage -> countedAgain(outage, isAllPublic, cells, known))
                        .toList(),
                incident.suspects().stream()
                        .filter(suspect -> isPublicCell(suspect, known))
                        .map(PublicIncident::withoutScore)
                        .toList(),
                incident.reach(),
                isAllPublic
                        ? incident.byRegion()
                        : incident.byRegion().stream()
                                .map(count -> count(count.id(), cells))
                                .toList(),
                byComponent,
                cells,
                isAllPublic
                        ? incident.allCells()
                        : byComponent.stream().mapToInt(Count::cells).sum(),
                incident.timeline().stream()
                        .map(entry -> told(entry, incident, catalog))
                        .filter(Objects::nonNull)
                        .toList(),
                incident.links(),
                null);
    }

    private static CellImpact withoutInternalRoot(CellImpact cell, Set<String> known) {
        var because = cell.because();
        return because == null || known.contains(because.component())
                ? cell
                : new CellImpact(cell.cell(), cell.verdict(), cell.onset(), true, cell.weight(), null);
    }

    /// Where some are internal only the cells that the incident lists can be told apart, so the count is the least that
    /// it may be.
    private static OutageSummary countedAgain(
            OutageSummary outage, boolean isAllPublic, List<CellImpact> cells, Set<String> known) {
        var count = isAllPublic
                ? new Count(outage.region(), outage.cells(), outage.badCells())
                : count(outage.region(), cells);
        var root = outage.root();
        return new OutageSummary(
                outage.outage(),
                outage.region(),
                outage.onset(),
                outage.endedAt(),
                root != null && known.contains(root.cell().component()) ? root : null,
                count.cells(),
                count.badCells());
    }

    private static Count count(String region, List<CellImpact> cells) {
        var there = cells.stream()
                .filter(cell -> cell.cell().region().equals(region))
                .toList();
        var bad = there.stream().filter(cell -> cell.verdict().isBad()).count();
        return new Count(region, there.size(), (int) bad);
    }

    private static boolean isPublicCell(Suspect suspect, Set<String> known) {
        return suspect.kind() == SuspectKind.CELL
                && known.contains(suspect.subject().split("@", 2)[0]);
    }

    /// A score's reasons may name what is internal.
    private static Suspect withoutScore(Suspect suspect) {
        return new Suspect(
                suspect.kind(), suspect.subject(), suspect.subject(), suspect.confidence(), suspect.score(), List.of());
    }

    private static @Nullable TimelineEntry told(TimelineEntry entry, IncidentSnapshot incident, Catalog catalog) {
        var where = Names.some(incident.incident().regions().stream()
                .map(region -> Names.region(catalog, region))
                .toList());
        var text = entry.type().equals("incident.update_posted") ? entry.text() : PublicWords.of(entry.type(), where);
        return text == null ? null : new TimelineEntry(entry.number(), entry.at(), entry.type(), text, null);
    }
}
