package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Uptime of the last months by region: regions are the rows, so that the table fits a phone, however many there are.
///
/// @param isCounted false from a start of the service until months are counted
/// @param months the newest first
public record MonthTable(boolean isCounted, List<MonthReport> months, List<RegionRow> rows) {

    /// @param percents the weighted uptime in percent, one for each month; null when the month has none of the region
    public record RegionRow(String name, List<@Nullable BigDecimal> percents) {}

    /// @param region the id of the only region that is shown beside the whole; null for all
    /// @param missing trouble that goes on and is not counted yet, by cell; it belongs to the month in progress
    public static MonthTable of(
            Overview overview, @Nullable String region, Map<Cell, StatusDurations> missing, int most) {
        var months = overview.months().stream().limit(most).toList();
        if (months.isEmpty()) {
            return new MonthTable(overview.isCounted(), months, List.of());
        }
        var whole = row("All", months, month -> month.all().counted(), missing);
        var regions = months.getFirst().regions().stream()
                .filter(line -> region == null || line.id().equals(region))
                .map(line -> row(line.name(), months, month -> counted(line.id(), month), in(line.id(), missing)));
        return new MonthTable(
                true, months, Stream.concat(Stream.of(whole), regions).toList());
    }

    private static RegionRow row(
            String name,
            List<MonthReport> months,
            Function<MonthReport, StatusDurations> counted,
            Map<Cell, StatusDurations> missing) {
        var percents = new ArrayList<@Nullable BigDecimal>();
        for (var month : months) {
            var running = month.over() ? StatusDurations.NONE : sum(missing);
            percents.add(
                    Formula.WEIGHTED.percent(counted.apply(month).plus(running)).orElse(null));
        }
        return new RegionRow(name, Collections.unmodifiableList(percents));
    }

    private static StatusDurations counted(String region, MonthReport month) {
        return month.regions().stream()
                .filter(line -> line.id().equals(region))
                .findFirst()
                .map(line -> line.figures().counted())
                .orElse(StatusDurations.NONE);
    }

    private static Map<Cell, StatusDurations> in(String region, Map<Cell, StatusDurations> missing) {
        return missing.entrySet().stream()
                .filter(cell -> cell.getKey().region().equals(region))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static StatusDurations sum(Map<Cell, StatusDurations> durations) {
        return durations.values().stream().reduce(StatusDurations.NONE, StatusDurations::plus);
    }
}
