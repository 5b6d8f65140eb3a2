package dev.tocsin.incident.trust.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.uptime.Amendment;
import dev.tocsin.engine.uptime.Bar;
import dev.tocsin.engine.uptime.Figures;
import dev.tocsin.engine.uptime.Interval;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.engine.uptime.StatusDurations;
import dev.tocsin.engine.uptime.Timeline;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.incident.trust.live.Incidents;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One cell's last days, one by one, and its months.
///
/// @param name such as `Log in – North America`
/// @param bar null while nothing is known of the cell
/// @param lastDays the figures of all these days together
/// @param days the days that were not simply up, the newest first
/// @param months the months with the cell's own figures, the newest first
/// @param lastDay the last day of the bar, or null
/// @param opened the requested days, or null
public record CellPage(
        Cell cell,
        String name,
        ZoneId zone,
        @Nullable Bar bar,
        Figures lastDays,
        List<CellDay> days,
        List<CellMonth> months,
        @Nullable LocalDate lastDay,
        @Nullable OpenedDays opened) {

    /// @param days a single day with all its intervals, also those in which the cell was up; of several days those
    ///     with problems, the newest first
    /// @param incidents incidents that touched the cell on those days, the earliest first
    public record OpenedDays(LocalDate first, LocalDate last, List<CellDay> days, List<IncidentSnapshot> incidents) {

        public boolean isSingle() {
            return first.equals(last);
        }
    }

    /// @param intervals the intervals in which the cell was not up
    /// @param amendments the amendments that changed these intervals
    public record CellDay(
            LocalDate date,
            Status status,
            StatusDurations tally,
            List<Interval> intervals,
            List<Amendment> amendments) {}

    public record CellMonth(MonthReport report, Figures figures) {}

    /// @param inputs the inputs of the overview's days and months
    /// @param known the time of these days
    public static CellPage of(Cell cell, String name, Overview overview, UptimeInputs inputs, Span known) {
        var timeline = timeline(cell, inputs, known);
        var tallies = timeline.tallies(overview.spans(known.to()));
        return new CellPage(
                cell,
                name,
                overview.zone(),
                bar(overview, cell, tallies),
                Figures.of(tallies.stream().reduce(StatusDurations.NONE, StatusDurations::plus)),
                IntStream.range(0, tallies.size())
                        .filter(day -> !isQuiet(tallies.get(day)))
                        .mapToObj(overview.days()::get)
                        .map(date -> troubles(date, timeline.within(Span.of(date, overview.zone())), inputs))
                        .sorted(Comparator.comparing(CellDay::date).reversed())
                        .toList(),
                overview.months().stream()
                        .map(report -> new CellMonth(
                                report,
                                Figures.of(
                                        timeline(cell, inputs, report.counted()).tally())))
                        .toList(),
                overview.days().isEmpty() ? null : overview.days().getLast(),
                null);
    }

    /// The overview keeps no bar of a cell that is not public.
    private static @Nullable Bar bar(Overview overview, Cell cell, List<StatusDurations> tallies) {
        var kept = overview.bar(cell);
        return kept != null || tallies.stream().allMatch(StatusDurations::isEmpty) ? kept : Bar.of(tallies);
    }

    /// The page with some days opened, from their beginning to their end, or to the end of the known time.
    ///
    /// @param known the known time, up to now
    /// @param incidents all known incidents
    public CellPage opened(
            LocalDate first, LocalDate last, UptimeInputs inputs, Span known, List<IncidentSnapshot> incidents) {
        var span = new Span(Span.of(first, zone).from(), Span.of(last, zone).to()).until(known.to());
        var timeline = timeline(cell, inputs, span);
        var there = incidents.stream()
                .filter(incident -> touched(incident, span))
                .sorted(Comparator.comparing(Incidents::began))
                .toList();
        var shown = first.equals(last)
                ? List.of(wholeDay(first, timeline, inputs))
                : first.datesUntil(last.plusDays(1))
                        .map(date -> troubles(date, timeline.within(Span.of(date, zone)), inputs))
                        .filter(day -> !isQuiet(day.tally()))
                        .sorted(Comparator.comparing(CellDay::date).reversed())
                        .toList();
        return new CellPage(
                cell, name, zone, bar, lastDays, days, months, lastDay, new OpenedDays(first, last, shown, there));
    }

    private static CellDay wholeDay(LocalDate date, Timeline timeline, UptimeInputs inputs) {
        var tally = timeline.tally();
        var intervals = timeline.intervals().stream()
                .filter(interval -> interval.verdict() != null)
                .toList();
        return new CellDay(date, Bar.status(tally), tally, intervals, amendments(intervals, inputs));
    }

    /// If an incident names only some of its cells, all cells of its regions count.
    private boolean touched(IncidentSnapshot incident, Span span) {
        var over = incident.resolvedAt();
        var isNamed = incident.cells().stream().anyMatch(impact -> impact.cell().equals(cell));
        var mayBe = incident.cells().size() < incident.allCells()
                && incident.incident().regions().contains(cell.region());
        return (isNamed || mayBe)
                && Incidents.began(incident).isBefore(span.to())
                && (over == null || over.isAfter(span.from()));
    }

    private static Timeline timeline(Cell cell, UptimeInputs inputs, Span span) {
        return inputs.timelines(List.of(cell), span).getOrDefault(cell, new Timeline(List.of()));
    }

    private static boolean isQuiet(StatusDurations day) {
        var status = Bar.status(day);
        return status == Status.UP || status == Status.UNWATCHED;
    }

    /// @param timeline the timeline of that day
    private static CellDay troubles(LocalDate date, Timeline timeline, UptimeInputs inputs) {
        var intervals = timeline.intervals().stream()
                .filter(interval -> interval.maintenance() || interval.isTrouble())
                .toList();
        var tally = timeline.tally();
        return new CellDay(date, Bar.status(tally), tally, intervals, amendments(intervals, inputs));
    }

    private static List<Amendment> amendments(List<Interval> intervals, UptimeInputs inputs) {
        return inputs.amendments().stream()
                .filter(amendment -> intervals.stream()
                        .anyMatch(interval -> Long.valueOf(amendment.id()).equals(interval.amendment())))
                .toList();
    }
}
