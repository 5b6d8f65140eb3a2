package dev.tocsin.incident.maintenance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The windows of a month as a calendar and as a list by day.
///
/// @param windows the windows that touch the month, the earliest first
/// @param cut whether there are more
public record WindowMonth(YearMonth month, ZoneId zone, List<WindowRow> windows, boolean cut) {

    private static final int DAYS_A_WEEK = 7;

    /// @param other whether the day is of another month
    /// @param windows the number of windows that touch it
    public record WindowDay(LocalDate date, boolean other, long windows) {}

    /// @param date the day on which the windows begin
    public record WindowsOfDay(LocalDate date, List<WindowRow> windows) {}

    /// @param most how many windows are shown
    public static WindowMonth of(YearMonth month, ZoneId zone, List<WindowRow> windows, int most) {
        return new WindowMonth(month, zone, windows.stream().limit(most).toList(), windows.size() > most);
    }

    public Instant from() {
        return begin(month.atDay(1));
    }

    public Instant to() {
        return begin(month.plusMonths(1).atDay(1));
    }

    public YearMonth before() {
        return month.minusMonths(1);
    }

    public YearMonth after() {
        return month.plusMonths(1);
    }

    /// From Monday to Sunday.
    public List<List<WindowDay>> weeks() {
        var monday = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Stream.iterate(monday, week -> !week.isAfter(month.atEndOfMonth()), week -> week.plusDays(DAYS_A_WEEK))
                .map(week -> week.datesUntil(week.plusDays(DAYS_A_WEEK))
                        .map(this::day)
                        .toList())
                .toList();
    }

    /// The days on which windows begin, the earliest first.
    public List<WindowsOfDay> days() {
        return windows.stream()
                .collect(groupingBy(row -> row.startsAt().atZone(zone).toLocalDate(), TreeMap::new, toList()))
                .entrySet()
                .stream()
                .map(day -> new WindowsOfDay(day.getKey(), day.getValue()))
                .toList();
    }

    private WindowDay day(LocalDate date) {
        var touching = windows.stream()
                .filter(row -> row.startsAt().isBefore(begin(date.plusDays(1)))
                        && row.endsAt().isAfter(begin(date)))
                .count();
        return new WindowDay(date, !YearMonth.from(date).equals(month), touching);
    }

    private Instant begin(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
