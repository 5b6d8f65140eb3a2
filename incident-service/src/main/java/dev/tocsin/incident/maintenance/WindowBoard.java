package dev.tocsin.incident.maintenance;

import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.engine.maintenance.WindowSeries;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All planned work, as operators see it.
///
/// @param current windows in progress and to come, the earliest first; empty where they cannot be read
/// @param cut whether more windows are to come
/// @param month the month that is opened; null while the database is away
/// @param plans the plans of the catalog, from which windows come
/// @param series the series that operators made; empty where they cannot be read
public record WindowBoard(
        ZoneId zone,
        List<WindowRow> current,
        boolean cut,
        @Nullable WindowMonth month,
        List<MaintenancePlanned> plans,
        List<WindowSeries> series) {

    public List<WindowRow> ongoing() {
        return current.stream().filter(WindowRow::begun).toList();
    }

    public List<WindowRow> upcoming() {
        return current.stream().filter(row -> !row.begun()).toList();
    }
}
