package dev.tocsin.incident.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.dashboard.Status;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One cell's last days, one by one, and its months.
///
/// @param name such as `Log in in North America`
/// @param bar null while nothing is known of it
/// @param lastDays of all of them together
/// @param days that were not simply up, the newest first
/// @param months with its own figures, the newest first
public record CellPage(
        Cell cell, String name, ZoneId zone, @Nullable Bar bar, Figures lastDays, List<Day> days, List<Month> months) {

    /// @param intervals in which it was not up
    /// @param amendments that speak of that day
    public record Day(
            LocalDate date, Status status, Tally tally, List<Interval> intervals, List<Amendment> amendments) {}

    public record Month(MonthReport report, Figures figures) {}

    /// @param inputs of the overview's days and months
    /// @param known the time of these days
    public static CellPage of(Cell cell, String name, Overview overview, Inputs inputs, Span known) {
        var timeline = timeline(cell, inputs, known);
        var tallies = timeline.tallies(overview.spans(known.to()));
        return new CellPage(
                cell,
                name,
                overview.zone(),
                overview.bar(cell),
                Figures.of(tallies.stream().reduce(Tally.NONE, Tally::plus)),
                IntStream.range(0, tallies.size())
                        .filter(day -> !isQuiet(tallies.get(day)))
                        .mapToObj(day -> day(overview, day, tallies.get(day), timeline, inputs))
                        .sorted(Comparator.comparing(Day::date).reversed())
                        .toList(),
                overview.months().stream()
                        .map(report -> new Month(
                                report,
                                Figures.of(
                                        timeline(cell, inputs, report.counted()).tally())))
                        .toList());
    }

    private static Timeline timeline(Cell cell, Inputs inputs, Span span) {
        return inputs.timelines(List.of(cell), span).getOrDefault(cell, new Timeline(List.of()));
    }

    private static boolean isQuiet(Tally day) {
        var status = Bar.status(day);
        return status == Status.UP || status == Status.UNWATCHED;
    }

    private static Day day(Overview overview, int number, Tally tally, Timeline timeline, Inputs inputs) {
        var date = overview.days().get(number);
        var intervals = timeline.within(Span.of(date, overview.zone())).intervals().stream()
                .filter(interval -> interval.maintenance() || interval.isTrouble())
                .toList();
        var amendments = inputs.amendments().stream()
                .filter(amendment -> intervals.stream()
                        .anyMatch(interval -> Long.valueOf(amendment.id()).equals(interval.amendment())))
                .toList();
        return new Day(date, Bar.status(tally), tally, intervals, amendments);
    }
}
