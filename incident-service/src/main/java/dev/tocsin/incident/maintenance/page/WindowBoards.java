package dev.tocsin.incident.maintenance.page;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.maintenance.WindowBoard;
import dev.tocsin.incident.maintenance.WindowMonth;
import dev.tocsin.incident.maintenance.WindowRow;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.incident.postgres.DatabaseGuard;
import dev.tocsin.support.problem.Declined;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads planned work for its page, and does without while the database is away.
@Singleton
class WindowBoards {

    private static final int MOST_CURRENT = 100;
    private static final int MOST_SERIES = 200;
    private static final int MOST_OF_A_MONTH = 300;
    private static final int FARTHEST_YEARS = 50;

    private final WindowStore store;
    private final DatabaseGuard database;
    private final CurrentCatalog catalog;

    WindowBoards(WindowStore store, DatabaseGuard database, CurrentCatalog catalog) {
        this.store = store;
        this.database = database;
        this.catalog = catalog;
    }

    /// @param month such as `2026-03`; null for the present one
    WindowBoard of(@Nullable String month, Instant now) {
        var known = catalog.get();
        var zone = DisplayNames.zone(known);
        var opened = month(month, YearMonth.from(now.atZone(zone)));
        return database.asEmpty(() -> read(opened, known, zone, now))
                .orElseGet(() -> new WindowBoard(zone, List.of(), false, null, known.plans(), List.of()));
    }

    private WindowBoard read(YearMonth month, Catalog known, ZoneId zone, Instant now) {
        var current = store.list(false, null, MOST_CURRENT + 1);
        var frame = WindowMonth.of(month, zone, List.of(), 0);
        var ofMonth = store.between(frame.from(), frame.to(), MOST_OF_A_MONTH + 1);
        return new WindowBoard(
                zone,
                rows(current, known).stream().limit(MOST_CURRENT).toList(),
                current.size() > MOST_CURRENT,
                WindowMonth.of(month, zone, rows(ofMonth, known), MOST_OF_A_MONTH),
                known.plans(),
                store.series(now, null, MOST_SERIES));
    }

    private static List<WindowRow> rows(List<Window> windows, Catalog known) {
        return windows.stream().map(window -> WindowRow.of(window, known)).toList();
    }

    private static YearMonth month(@Nullable String text, YearMonth present) {
        if (text == null || text.isBlank()) {
            return present;
        }
        try {
            var month = YearMonth.parse(text);
            if (Math.abs(month.getYear() - present.getYear()) <= FARTHEST_YEARS) {
                return month;
            }
        } catch (DateTimeParseException _) {
            // reported below, like a month that is too far away
        }
        throw Declined.badRequest("month must be a month such as %s; it is %s.".formatted(present, text));
    }
}
