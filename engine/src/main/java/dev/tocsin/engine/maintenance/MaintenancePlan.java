package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.engine.catalog.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Work that the catalog plans, and the windows that result from it.
public record MaintenancePlan(String id, String title, List<Cell> cells, Timetable timetable, Duration lasts)
        implements WindowSource {

    /// The time ahead for which windows are created: long enough for customers to plan by.
    public static final Duration AHEAD = Duration.ofDays(30);

    private static final int MOST_WINDOWS = 100;
    private static final DateTimeFormatter IN_IDS = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT);

    public static MaintenancePlan of(MaintenancePlanned plan) {
        return new MaintenancePlan(
                plan.id(),
                plan.title(),
                plan.cells(),
                new Timetable(LocalDateTime.parse(plan.starts()), plan.repeats(), ZoneId.of(plan.zone())),
                Duration.ofMillis(plan.lastsMillis()));
    }

    /// The windows that are not over, and begin within [#AHEAD].
    @Override
    public List<Window> windows(Instant now) {
        return windows(AHEAD, MOST_WINDOWS, now);
    }

    /// The first window that is not over.
    ///
    /// @param farthest the time ahead within which it begins
    Optional<Window> next(Instant now, Duration farthest) {
        return windows(farthest, 1, now).stream().findFirst();
    }

    private List<Window> windows(Duration ahead, int most, Instant now) {
        return timetable.starts(now.minus(lasts).plusMillis(1), now.plus(ahead), most).stream()
                .map(start -> window(start, now))
                .toList();
    }

    /// When one of its windows was to begin, by the window's id; empty for any other window.
    Optional<Instant> plannedStart(String window) {
        if (!window.startsWith(id + "-")) {
            return Optional.empty();
        }
        try {
            var start = LocalDateTime.parse(window.substring(id.length() + 1), IN_IDS);
            return Optional.of(timetable.at(start));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// The id has the local time at which the plan begins the window, like a recurrence id of RFC 5545. It stays the
    /// same, however long the window lasts and wherever an operator moves it.
    private Window window(LocalDateTime start, Instant now) {
        var startsAt = timetable.at(start);
        return ScheduledWindow.planned(
                id + "-" + IN_IDS.format(start), id, title, cells, startsAt, startsAt.plus(lasts), now);
    }
}
