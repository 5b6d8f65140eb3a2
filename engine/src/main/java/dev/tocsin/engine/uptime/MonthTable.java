package dev.tocsin.engine.uptime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Uptime of the last months by region: regions are the rows, so that the table fits a phone, however many there are.
///
/// @param isCounted false from a start of the service until months are counted
/// @param months the newest first
public record MonthTable(boolean isCounted, List<MonthReport> months, List<RegionRow> rows) {

    /// @param figures one for each month; null when the month does not have the region
    public record RegionRow(String name, List<@Nullable Figures> figures) {}

    /// @param region the id of the only region that is shown beside the whole; null for all
    public static MonthTable of(Overview overview, @Nullable String region, int most) {
        var months = overview.months().stream().limit(most).toList();
        if (months.isEmpty()) {
            return new MonthTable(overview.isCounted(), months, List.of());
        }
        var whole = new RegionRow("All", months.stream().map(MonthReport::all).toList());
        var regions = months.getFirst().regions().stream()
                .filter(line -> region == null || line.id().equals(region))
                .map(line -> row(line, months));
        return new MonthTable(
                true, months, Stream.concat(Stream.of(whole), regions).toList());
    }

    private static RegionRow row(MonthReport.Line region, List<MonthReport> months) {
        var figures = new ArrayList<@Nullable Figures>();
        months.forEach(month -> figures.add(figures(region.id(), month).orElse(null)));
        return new RegionRow(region.name(), Collections.unmodifiableList(figures));
    }

    private static Optional<Figures> figures(String region, MonthReport month) {
        return month.regions().stream()
                .filter(line -> line.id().equals(region))
                .findFirst()
                .map(MonthReport.Line::figures);
    }
}
