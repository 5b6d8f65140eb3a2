package dev.tocsin.incident.trust.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.uptime.Amendment;
import dev.tocsin.engine.uptime.Bar;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.engine.uptime.StatusDurations;
import dev.tocsin.engine.uptime.Timeline;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.incident.trust.live.Incidents;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A month's report as a page: figures, a calendar, incidents and amendments.
///
/// @param weeks the weeks of the calendar, from Monday to Sunday; null where a day is of another month
/// @param incidents incidents that touched the month, the earliest first
/// @param before the month before it, if anything is known of that; or null
/// @param after the month after it, likewise; or null
public record MonthPage(
        MonthReport report,
        List<List<@Nullable CalendarDay>> weeks,
        List<IncidentSnapshot> incidents,
        List<Amendment> amendments,
        @Nullable YearMonth before,
        @Nullable YearMonth after) {

    private static final int DAYS_A_WEEK = 7;

    /// @param status the worst status of any cell; not watched where nothing is known
    /// @param tally the durations of all cells together
    public record CalendarDay(LocalDate date, Status status, StatusDurations tally) {}

    /// @param incidents all known incidents
    public static MonthPage of(
            MonthReport report, Overview overview, UptimeInputs inputs, List<IncidentSnapshot> incidents) {
        var whole = Span.of(report.month(), report.zone());
        var cells = report.cells().stream().map(line -> Cell.of(line.id())).toList();
        var timelines = inputs.timelines(cells, report.counted());
        return new MonthPage(
                report,
                weeks(report, timelines),
                incidents.stream()
                        .filter(incident -> touches(incident, whole))
                        .sorted(Comparator.comparing(Incidents::began))
                        .toList(),
                inputs.amendments().stream()
                        .filter(amendment -> !amendment.span().and(whole).isEmpty())
                        .filter(amendment -> amendment.cells().stream().anyMatch(timelines::containsKey))
                        .toList(),
                neighbour(overview, report.month().minusMonths(1)),
                neighbour(overview, report.month().plusMonths(1)));
    }

    private static List<List<@Nullable CalendarDay>> weeks(MonthReport report, Map<Cell, Timeline> timelines) {
        var weeks = new ArrayList<List<@Nullable CalendarDay>>();
        var week = new ArrayList<@Nullable CalendarDay>();
        var first = report.month().atDay(1);
        for (var other = 1; other < first.getDayOfWeek().getValue(); other++) {
            week.add(null);
        }
        for (var day = 1; day <= report.month().lengthOfMonth(); day++) {
            week.add(day(report.month().atDay(day), report, timelines));
            if (week.size() == DAYS_A_WEEK) {
                weeks.add(new ArrayList<>(week));
                week.clear();
            }
        }
        if (!week.isEmpty()) {
            while (week.size() < DAYS_A_WEEK) {
                week.add(null);
            }
            weeks.add(week);
        }
        return weeks;
    }

    private static CalendarDay day(LocalDate date, MonthReport report, Map<Cell, Timeline> timelines) {
        var span = Span.of(date, report.zone());
        var tally = timelines.values().stream()
                .map(timeline -> timeline.within(span).tally())
                .reduce(StatusDurations.NONE, StatusDurations::plus);
        return new CalendarDay(date, Bar.status(tally), tally);
    }

    private static boolean touches(IncidentSnapshot incident, Span month) {
        var over = incident.resolvedAt();
        return Incidents.began(incident).isBefore(month.to()) && (over == null || over.isAfter(month.from()));
    }

    private static @Nullable YearMonth neighbour(Overview overview, YearMonth month) {
        return overview.month(month).map(MonthReport::month).orElse(null);
    }
}
