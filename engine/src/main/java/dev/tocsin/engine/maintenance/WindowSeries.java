package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Work that repeats, as an operator scheduled it. Each time is a window of its own.
///
/// @param id the ids of its windows begin with it
/// @param starts the local time in `zone` at which the first window may begin, such as `2026-11-29T02:00`
/// @param repeats a rule of RFC 5545
/// @param by the operator who made it
/// @param endsBefore windows that would begin then or later are not made; null if nobody has ended it
public record WindowSeries(
        String id,
        String title,
        List<Cell> cells,
        String starts,
        long lastsMillis,
        String repeats,
        String zone,
        String by,
        Instant madeAt,
        @Nullable Instant endsBefore)
        implements WindowSource {

    /// The time ahead within which the next window of a series is searched.
    private static final Duration FARTHEST = Duration.ofDays(3_660);

    private static final Duration LONGEST = Duration.ofDays(36_600);
    private static final int MOST_COUNTED = 2_000;

    public WindowSeries {
        cells = List.copyOf(cells);
    }

    private MaintenancePlan plan() {
        return new MaintenancePlan(id, title, cells, timetable(), Duration.ofMillis(lastsMillis));
    }

    public Timetable timetable() {
        return new Timetable(LocalDateTime.parse(starts), repeats, ZoneId.of(zone));
    }

    /// Windows as for a plan of the catalog, and at least the next one, however far ahead it is.
    @Override
    public List<Window> windows(Instant now) {
        var ahead = plan().windows(now);
        return (ahead.isEmpty() ? plan().next(now, FARTHEST).stream().toList() : ahead)
                .stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(Window window) {
        return endsBefore == null || window.startsAt().isBefore(endsBefore);
    }

    /// When its last window is planned to end; empty if it goes on without an end, or for very many windows.
    public Optional<Instant> lastEnd() {
        var lasts = Duration.ofMillis(lastsMillis);
        if (endsBefore != null) {
            return Optional.of(endsBefore.plus(lasts));
        }
        if (!repeats.contains("COUNT=") && !repeats.contains("UNTIL=")) {
            return Optional.empty();
        }
        var timetable = timetable();
        var first = timetable.at(timetable.first());
        var all = timetable.starts(first, first.plus(LONGEST), MOST_COUNTED);
        return all.size() == MOST_COUNTED || all.isEmpty()
                ? Optional.empty()
                : Optional.of(timetable.at(all.getLast()).plus(lasts));
    }

    public boolean isSameWork(WindowSeries other) {
        return title.equals(other.title)
                && cells.equals(other.cells)
                && starts.equals(other.starts)
                && lastsMillis == other.lastsMillis
                && repeats.equals(other.repeats)
                && zone.equals(other.zone);
    }

    /// When one of its windows was to begin, wherever an operator has moved it; empty for any other window.
    public Optional<Instant> plannedStart(String window) {
        return plan().plannedStart(window);
    }

    /// The series without the windows that would begin then or later.
    public WindowSeries endedBefore(Instant time) {
        return new WindowSeries(id, title, cells, starts, lastsMillis, repeats, zone, by, madeAt, time);
    }
}
