package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The uptime that pages show: each cell's last days, and the months.
///
/// It is kept for a long time, so it is small, however many cells there are.
///
/// @param days the last days, the oldest first
/// @param cells the last days of each public cell about which anything is known
/// @param counted the last months in short, as far as the public may see them, the newest first
/// @param basis the basis on which the months were counted
/// @param asOf the time up to which all of it was counted
public record Overview(
        ZoneId zone,
        List<LocalDate> days,
        Map<Cell, CellDays> cells,
        List<MonthReport> counted,
        Basis basis,
        Instant asOf) {

    public static final int DAYS = 90;

    public static final Overview NONE =
            new Overview(ZoneOffset.UTC, List.of(), Map.of(), List.of(), new Basis(0, 0), Instant.EPOCH);

    public Overview {
        days = List.copyOf(days);
        cells = Map.copyOf(cells);
        counted = List.copyOf(counted);
    }

    /// While the basis is the same, a month that ended a month ago or earlier keeps its count: no data comes that
    /// late.
    public record Basis(long catalogVersion, int amendments) {}

    /// @param cells the public cells
    /// @param asOf the time up to which verdicts are known
    public static Overview of(
            Catalog catalog,
            ZoneId zone,
            Collection<Cell> cells,
            UptimeInputs inputs,
            List<MonthReport> months,
            Instant asOf) {
        var today = asOf.atZone(zone).toLocalDate();
        var days = IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> today.minusDays(DAYS - (long) day))
                .toList();
        var spans = spans(days, zone, asOf);
        var last = new HashMap<Cell, CellDays>();
        inputs.timelines(cells, new Span(spans.getFirst().from(), asOf)).forEach((cell, timeline) -> {
            var tallies = timeline.tallies(spans);
            if (!tallies.stream().allMatch(StatusDurations::isEmpty)) {
                last.put(
                        cell,
                        new CellDays(
                                Bar.of(tallies),
                                tallies.stream().reduce(StatusDurations.NONE, StatusDurations::plus),
                                lastChange(cell, inputs)));
            }
        });
        return new Overview(zone, days, last, months, basis(catalog, inputs), asOf);
    }

    private static long lastChange(Cell cell, UptimeInputs inputs) {
        return inputs.turns().getOrDefault(cell, List.of()).stream()
                .mapToLong(VerdictChange::number)
                .max()
                .orElse(0);
    }

    public static Basis basis(Catalog catalog, UptimeInputs inputs) {
        return new Basis(catalog.version(), inputs.amendments().size());
    }

    /// Whether it was counted at all since the service started.
    public boolean isCounted() {
        return !days.isEmpty();
    }

    /// The months about which anything is known, the newest first.
    public List<MonthReport> months() {
        return counted.stream()
                .filter(month -> !month.all().counted().isEmpty())
                .toList();
    }

    /// Null for a cell about which nothing is known yet.
    public @Nullable CellDays lastDays(Cell cell) {
        return cells.get(cell);
    }

    /// As above.
    public @Nullable Bar bar(Cell cell) {
        var known = cells.get(cell);
        return known == null ? null : known.bar();
    }

    public List<Span> spans(Instant asOf) {
        return spans(days, zone, asOf);
    }

    private static List<Span> spans(List<LocalDate> days, ZoneId zone, Instant asOf) {
        return days.stream().map(day -> Span.of(day, zone).until(asOf)).toList();
    }

    public Optional<MonthReport> counted(YearMonth month) {
        return counted.stream().filter(report -> report.month().equals(month)).findFirst();
    }

    public Optional<MonthReport> month(YearMonth month) {
        return months().stream().filter(report -> report.month().equals(month)).findFirst();
    }
}
