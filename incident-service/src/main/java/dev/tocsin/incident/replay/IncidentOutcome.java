package dev.tocsin.incident.replay;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import dev.tocsin.incident.replay.ReplayReport.NoticeTotals;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An incident as a replay found it.
///
/// @param onset of its first cell
/// @param detectedAt when the first of its cells was called bad
/// @param openedAt when it opened
/// @param resolvedAt null while it is open at the end of the replay
/// @param cells in the order of their names
/// @param cause the suspected cause; null if nothing stands out
public record IncidentOutcome(
        String id,
        String title,
        Severity severity,
        int episodes,
        Instant onset,
        Instant detectedAt,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        List<Cell> cells,
        @Nullable String cause,
        NoticeTotals notices) {

    static IncidentOutcome of(ReplayedIncident incident, ReplayResult result, Catalog catalog) {
        return new IncidentOutcome(
                incident.id(),
                incident.title(),
                incident.severity(),
                incident.episodes(),
                incident.onset(),
                incident.outages().stream()
                        .map(ReplayedOutage::detectedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(incident.openedAt()),
                incident.openedAt(),
                incident.resolvedAt(),
                incident.outages().stream()
                        .flatMap(outage -> outage.cells().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                cause(incident, catalog),
                NoticeTotals.of(result, List.of(incident.id())));
    }

    /// Whether a reader would see no difference.
    boolean isLike(IncidentOutcome other) {
        return title.equals(other.title)
                && severity == other.severity
                && episodes == other.episodes
                && onset.equals(other.onset)
                && detectedAt.equals(other.detectedAt)
                && openedAt.equals(other.openedAt)
                && Objects.equals(resolvedAt, other.resolvedAt)
                && cells.equals(other.cells)
                && Objects.equals(cause, other.cause)
                && notices.equals(other.notices);
    }

    /// The first suspect; without one, the cell at which the first outage began.
    private static @Nullable String cause(ReplayedIncident incident, Catalog catalog) {
        return incident.suspects().isEmpty()
                ? incident.outages().stream()
                        .map(ReplayedOutage::root)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(cell -> "%s – %s"
                                .formatted(
                                        DisplayNames.component(catalog, cell.component()),
                                        DisplayNames.region(catalog, cell.region())))
                        .orElse(null)
                : incident.suspects().getFirst().title();
    }
}
