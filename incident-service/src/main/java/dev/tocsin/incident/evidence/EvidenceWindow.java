package dev.tocsin.incident.evidence;

import static java.util.Comparator.naturalOrder;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.trust.figures.FigureRequest;
import dev.tocsin.incident.trust.figures.FigureStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The time and the cells of which charts show the figures: around the onset, at the root of each outage.
///
/// @param from at a full minute
/// @param to at a full minute, later than `from`
/// @param onsets the onset of each charted outage, the earliest first
/// @param cells the roots, or the first cell of an outage whose root is not known or has no checks
public record EvidenceWindow(Instant from, Instant to, List<Instant> onsets, List<Cell> cells) {

    static final Duration AROUND = Duration.ofMinutes(30);

    /// Outages that began later than this after the first are left out, so that one axis serves all charts.
    private static final Duration TOGETHER = Duration.ofHours(1);

    private static final int MOST_CELLS = 4;

    /// Of the outages that stand; of the latest ones, once all are over.
    public static EvidenceWindow of(IncidentSnapshot incident, Catalog catalog, Instant now) {
        var outages = together(incident);
        var onsets = outages.isEmpty()
                ? List.of(incident.startedAt())
                : outages.stream().map(OutageSummary::onset).distinct().sorted().toList();
        var end = onsets.getLast().plus(AROUND);
        var from = FigureStep.MINUTE.slot(onsets.getFirst().minus(AROUND));
        var to = FigureStep.MINUTE.slot(end.isBefore(now) ? end : now).plus(FigureStep.MINUTE.slot());
        return new EvidenceWindow(
                from,
                to.isAfter(from) ? to : from.plus(FigureStep.MINUTE.slot()),
                onsets,
                outages.stream()
                        .flatMap(outage -> charted(outage, incident, catalog).stream())
                        .distinct()
                        .limit(MOST_CELLS)
                        .toList());
    }

    public FigureRequest request(Cell cell) {
        return new FigureRequest(cell, from, to, FigureStep.MINUTE, null, null);
    }

    private static List<OutageSummary> together(IncidentSnapshot incident) {
        var standing = incident.outages().stream()
                .filter(outage -> outage.endedAt() == null)
                .toList();
        if (!standing.isEmpty()) {
            return together(
                    standing,
                    standing.stream()
                            .map(OutageSummary::onset)
                            .min(naturalOrder())
                            .orElseThrow());
        }
        return incident.outages().stream()
                .map(OutageSummary::onset)
                .max(naturalOrder())
                .map(last -> together(incident.outages(), last.minus(TOGETHER)))
                .orElse(List.of());
    }

    private static List<OutageSummary> together(List<OutageSummary> outages, Instant first) {
        return outages.stream()
                .filter(outage -> !outage.onset().isBefore(first))
                .filter(outage -> !outage.onset().isAfter(first.plus(TOGETHER)))
                .toList();
    }

    private static Optional<Cell> charted(OutageSummary outage, IncidentSnapshot incident, Catalog catalog) {
        var root = Stream.ofNullable(outage.root()).map(SuspectedRoot::cell);
        var first = incident.cells().stream()
                .filter(impact -> impact.cell().region().equals(outage.region()))
                .sorted(Comparator.comparing(CellImpact::onset))
                .map(CellImpact::cell);
        return Stream.concat(root, first)
                .filter(cell -> !catalog.checksOf(cell).isEmpty())
                .findFirst();
    }
}
