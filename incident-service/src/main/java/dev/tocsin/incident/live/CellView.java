package dev.tocsin.incident.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A cell of the catalog as it stands.
///
/// @param watched whether it has checks; if not, it has no verdict
/// @param verdict UNKNOWN also while detection has not spoken of it yet; null when it is not watched
/// @param onset when that verdict began, or null
/// @param changedAt when that was decided, or null
/// @param maintenance whether planned work goes on there
/// @param evidence what the verdict rests on; null for the public, and before the first verdict
public record CellView(
        Cell cell,
        String componentName,
        String regionName,
        @Nullable String group,
        @JsonProperty("public") boolean isPublic,
        boolean watched,
        @Nullable Verdict verdict,
        @Nullable Instant onset,
        @Nullable Instant changedAt,
        boolean maintenance,
        @Nullable Evidence evidence)
        implements NamedCell {

    /// @param number of the status change, from 1 for each cell
    public record Evidence(
            long number, List<Mark> marks, String reason, List<CheckVerdict> checks, List<CountedVote> votes) {}

    /// All cells that the audience may see, in the order of the catalog.
    public static List<CellView> all(LiveView view, Audience audience) {
        var watched = new HashSet<Cell>();
        view.catalog().checks().forEach(check -> watched.add(check.cell()));
        return view.catalog().components().stream()
                .filter(component -> audience == Audience.OPERATORS || component.isPublic())
                .sorted(Comparator.comparingInt(ComponentDefined::position))
                .flatMap(component -> cells(view, component, watched, audience))
                .toList();
    }

    private static Stream<CellView> cells(
            LiveView view, ComponentDefined component, Set<Cell> watched, Audience audience) {
        return component.regions().stream()
                .map(region -> of(view, component, new Cell(component.id(), region), watched, audience));
    }

    private static CellView of(
            LiveView view, ComponentDefined component, Cell cell, Set<Cell> watched, Audience audience) {
        var status = watched.contains(cell) ? view.statuses().get(cell) : null;
        return new CellView(
                cell,
                component.name(),
                Names.region(view.catalog(), cell.region()),
                component.group(),
                component.isPublic(),
                watched.contains(cell),
                status != null ? status.verdict() : watched.contains(cell) ? Verdict.UNKNOWN : null,
                status == null ? null : status.onset(),
                status == null ? null : status.time(),
                view.inMaintenance(cell),
                status == null || audience == Audience.PUBLIC ? null : evidence(status));
    }

    private static Evidence evidence(StatusChanged status) {
        return new Evidence(status.number(), status.marks(), status.reason(), status.checks(), status.votes());
    }

    @JsonIgnore
    public boolean isBad() {
        return verdict != null && verdict.isBad();
    }
}
