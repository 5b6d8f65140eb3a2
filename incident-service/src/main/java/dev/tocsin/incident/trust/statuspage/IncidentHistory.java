package dev.tocsin.incident.trust.statuspage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// All incidents that customers can read about, by the month in which each began.
///
/// @param months the newest first
/// @param reports months whose uptime is published, the newest first
public record IncidentHistory(String name, ZoneId zone, List<IncidentMonth> months, List<MonthReport> reports) {

    /// @param incidents the newest first
    public record IncidentMonth(YearMonth month, List<IncidentSnapshot> incidents) {}

    public static IncidentHistory of(LiveView view, Overview uptime) {
        var zone = DisplayNames.zone(view.catalog());
        var months = Incidents.of(view, Audience.PUBLIC).stream()
                .collect(groupingBy(
                        incident -> YearMonth.from(Incidents.began(incident).atZone(zone)),
                        () -> new TreeMap<>(Comparator.<YearMonth>reverseOrder()),
                        toList()));
        return new IncidentHistory(
                DisplayNames.page(view.catalog()),
                zone,
                months.entrySet().stream()
                        .map(month -> new IncidentMonth(month.getKey(), month.getValue()))
                        .toList(),
                uptime.months());
    }
}
