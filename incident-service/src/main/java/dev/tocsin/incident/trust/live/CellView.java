package dev.tocsin.incident.trust.live;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.engine.catalog.NamedCell;
import dev.tocsin.engine.uptime.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The present state of a cell of the catalog.
///
/// @param watched whether it has checks; if not, it has no verdict
/// @param verdict UNKNOWN also until detection publishes one; null when the cell is not watched
/// @param onset the time when that verdict began, or null
/// @param changedAt the time when that verdict was decided, or null
/// @param maintenance whether planned work is in progress there
/// @param evidence the basis of the verdict; null for the public, and before the first verdict
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

    /// @param number the number of the status change, from 1 for each cell
    public record Evidence(
            long number, List<Mark> marks, String reason, List<CheckVerdict> checks, List<CountedVote> votes) {}

    /// All cells that the audience may see, in the order of the catalog.
    public static List<CellView> all(LiveView view, Audience audience) {
        return all(view.cells(), audience);
    }

    public static List<CellView> all(CellStates states, Audience audience) {
        return states.derived(new AllCells(audience));
    }

    private record AllCells(Audience audience) implements CellStates.Derivation<List<CellView>> {

        @Override
        public List<CellView> from(CellStates states) {
            var making = new CellViewMaker(states, audience);
            return states.catalog().components().stream()
                    .filter(component -> audience == Audience.OPERATORS || component.isPublic())
                    .sorted(Comparator.comparingInt(ComponentDefined::position))
                    .flatMap(making::cells)
                    .toList();
        }
    }

    /// Looks up once the values that are the same for all cells.
    private record CellViewMaker(
            CellStates states,
            Audience audience,
            Set<Cell> watched,
            Set<Cell> inMaintenance,
            Map<String, String> regionNames) {

        private CellViewMaker(CellStates states, Audience audience) {
            this(
                    states,
                    audience,
                    states.catalog().checks().stream().map(CheckDefined::cell).collect(toSet()),
                    states.inMaintenance(),
                    states.catalog().regions().stream().collect(toMap(RegionDefined::id, RegionDefined::name)));
        }

        private Stream<CellView> cells(ComponentDefined component) {
            return component.regions().stream().map(region -> cell(component, new Cell(component.id(), region)));
        }

        private CellView cell(ComponentDefined component, Cell cell) {
            var isWatched = watched.contains(cell);
            var status = isWatched ? states.statuses().get(cell) : null;
            return new CellView(
                    cell,
                    component.name(),
                    regionNames.getOrDefault(cell.region(), cell.region()),
                    component.group(),
                    component.isPublic(),
                    isWatched,
                    status != null ? status.verdict() : isWatched ? Verdict.UNKNOWN : null,
                    status == null ? null : status.onset(),
                    status == null ? null : status.time(),
                    inMaintenance.contains(cell),
                    status == null || audience == Audience.PUBLIC ? null : evidence(status));
        }
    }

    /// Without fresh data, a cell that was up is unknown, and a bad cell stays bad.
    ///
    /// @param fresh whether the data is fresh
    public Status status(boolean fresh) {
        if (verdict == null) {
            return Status.UNWATCHED;
        }
        if (maintenance) {
            return Status.MAINTENANCE;
        }
        return verdict == Verdict.UP && !fresh ? Status.UNKNOWN : Status.of(verdict);
    }

    private static Evidence evidence(StatusChanged status) {
        return new Evidence(status.number(), status.marks(), status.reason(), status.checks(), status.votes());
    }

    @JsonIgnore
    public boolean isBad() {
        return verdict != null && verdict.isBad();
    }
}
