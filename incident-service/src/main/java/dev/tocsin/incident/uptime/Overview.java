package dev.tocsin.incident.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.catalog.Catalog;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What pages show of uptime: each cell's last days, and the months.
///
/// @param days the last ones, the oldest first
/// @param cells what each cell was on each of these days
/// @param counted the last months, the newest first; what the public may see of them
/// @param basis on which they were counted
public record Overview(
        ZoneId zone, List<LocalDate> days, Map<Cell, List<Tally>> cells, List<MonthReport> counted, Basis basis) {

    public static final int DAYS = 90;

    public static final Overview NONE = new Overview(ZoneOffset.UTC, List.of(), Map.of(), List.of(), new Basis(0, 0));

    public Overview {
        days = List.copyOf(days);
        cells = Map.copyOf(cells);
        counted = List.copyOf(counted);
    }

    /// While this is the same, a month that was over for a month is counted as before: nothing comes so late.
    public record Basis(long catalogVersion, int amendments) {}

    /// @param asOf up to when it is known what was
    public static Overview of(Catalog catalog, ZoneId zone, Inputs inputs, List<MonthReport> months, Instant asOf) {
        var today = asOf.atZone(zone).toLocalDate();
        var days = IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> today.minusDays(DAYS - (long) day))
                .toList();
        var span = new Span(Span.of(days.getFirst(), zone).from(), asOf);
        var spans = days.stream().map(day -> Span.of(day, zone).until(asOf)).toList();
        var cells = new HashMap<Cell, List<Tally>>();
        inputs.timelines(catalog.cells(), span)
                .forEach((cell, timeline) -> cells.put(
                        cell,
                        spans.stream().map(day -> timeline.within(day).tally()).toList()));
        return new Overview(zone, days, cells, months, basis(catalog, inputs));
    }

    public static Basis basis(Catalog catalog, Inputs inputs) {
        return new Basis(catalog.version(), inputs.amendments().size());
    }

    /// Those of which anything is known, the newest first.
    public List<MonthReport> months() {
        return counted.stream()
                .filter(month -> !month.all().counted().isEmpty())
                .toList();
    }

    /// Null for a cell of which nothing is known yet.
    public @Nullable Bar bar(Cell cell) {
        var tallies = cells.get(cell);
        return tallies == null || tallies.stream().allMatch(Tally::isEmpty) ? null : Bar.of(tallies);
    }

    public Optional<MonthReport> counted(YearMonth month) {
        return counted.stream().filter(report -> report.month().equals(month)).findFirst();
    }

    public Optional<MonthReport> month(YearMonth month) {
        return months().stream().filter(report -> report.month().equals(month)).findFirst();
    }
}
