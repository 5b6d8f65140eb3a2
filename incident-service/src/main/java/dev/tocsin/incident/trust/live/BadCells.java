package dev.tocsin.incident.trust.live;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.CellGroup;
import dev.tocsin.engine.uptime.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The cells that are bad, and not by maintenance alone.
record BadCells(List<BadCell> bad) {

    /// Troubles that began this close together count as begun at one time.
    private static final Duration AT_ONE_TIME = Duration.ofMinutes(2);

    /// @param severity the severity of its incident; before there is one, the least that it will have
    /// @param began the time when the cell went bad, or null
    /// @param incident the gravest incident that the cell is in, or null
    record BadCell(
            CellView view,
            Severity severity,
            @Nullable Instant began,
            @Nullable IncidentSnapshot incident) {}

    private record CellIncident(IncidentSnapshot incident, CellImpact impact) {

        Severity severity() {
            return incident.incident().severity();
        }
    }

    static BadCells of(List<CellView> cells, List<IncidentSnapshot> open) {
        var known = new HashMap<Cell, CellIncident>();
        open.forEach(incident -> incident.cells()
                .forEach(impact -> known.merge(impact.cell(), new CellIncident(incident, impact), BadCells::graver)));
        return new BadCells(cells.stream()
                .filter(CellView::isBad)
                .filter(cell -> !cell.maintenance() || known.containsKey(cell.cell()))
                .map(cell -> bad(cell, known.get(cell.cell())))
                .toList());
    }

    /// Cells that are bad in maintenance, and belong to no incident.
    static BadCells inMaintenance(List<CellView> cells) {
        return new BadCells(cells.stream()
                .filter(CellView::isBad)
                .map(cell -> bad(cell, null))
                .toList());
    }

    private static CellIncident graver(CellIncident one, CellIncident other) {
        return other.severity().compareTo(one.severity()) > 0 ? other : one;
    }

    private static BadCell bad(CellView cell, @Nullable CellIncident known) {
        if (known == null) {
            return new BadCell(
                    cell, cell.verdict() == Verdict.DOWN ? Severity.MAJOR : Severity.MINOR, cell.onset(), null);
        }
        var impact = known.impact;
        return new BadCell(
                cell, known.severity(), impact.verdict().isBad() ? impact.onset() : cell.onset(), known.incident);
    }

    BadCells only(Predicate<CellView> which) {
        return new BadCells(bad.stream().filter(cell -> which.test(cell.view)).toList());
    }

    boolean isEmpty() {
        return bad.isEmpty();
    }

    Status status() {
        return bad.stream().anyMatch(cell -> cell.view.verdict() == Verdict.DOWN) ? Status.DOWN : Status.DEGRADED;
    }

    /// The gravest first, like `Log in is down in Europe; Search is degraded in Oregon; 2 more are affected in
    /// Oregon`.
    String text() {
        var byCell = new HashMap<Cell, BadCell>();
        bad.forEach(cell -> byCell.put(cell.view.cell(), cell));
        var groups = CellGroup.of(bad.stream().map(BadCell::view).toList()).stream()
                .sorted(gravestFirst(byCell))
                .toList();
        return CellGroup.claims(groups);
    }

    private static Comparator<CellGroup<CellView>> gravestFirst(Map<Cell, BadCell> byCell) {
        return comparing((CellGroup<CellView> group) -> severity(group, byCell))
                .reversed()
                .thenComparing(group -> group.cells().stream().noneMatch(cell -> cell.verdict() == Verdict.DOWN))
                .thenComparing(comparingInt(
                                (CellGroup<CellView> group) -> group.cells().size())
                        .reversed());
    }

    private static Severity severity(CellGroup<CellView> group, Map<Cell, BadCell> byCell) {
        return group.cells().stream()
                .map(cell -> Objects.requireNonNull(byCell.get(cell.cell())).severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.INTERNAL);
    }

    /// Null if the cells went bad at several times; for a single incident, the time that its own page shows.
    @Nullable
    Instant since() {
        if (bad.isEmpty() || bad.stream().anyMatch(cell -> cell.began == null)) {
            return null;
        }
        var times = bad.stream()
                .map(BadCell::began)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        var first = times.getFirst();
        if (times.getLast().isAfter(first.plus(AT_ONE_TIME))) {
            return null;
        }
        var incident = bad.getFirst().incident;
        if (incident == null || bad.stream().anyMatch(cell -> !incident.equals(cell.incident))) {
            return first;
        }
        var began = Incidents.began(incident);
        return Duration.between(began, first).abs().compareTo(AT_ONE_TIME) > 0 ? first : began;
    }
}
