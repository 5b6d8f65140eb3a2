package dev.tocsin.incident.maintenance;

import dev.tocsin.contract.catalog.MaintenancePlanned;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All planned work, as operators see it.
///
/// @param current windows in progress and to come, the earliest first; empty where they cannot be read
/// @param cut whether more windows are to come
/// @param month the month that is opened; null while the database is away
/// @param plans the plans of the catalog, from which windows come
public record WindowBoard(
        ZoneId zone,
        List<WindowRow> current,
        boolean cut,
        @Nullable WindowMonth month,
        List<MaintenancePlanned> plans) {

    public List<WindowRow> ongoing() {
        return current.stream().filter(WindowRow::begun).toList();
    }

    public List<WindowRow> upcoming() {
        return current.stream().filter(row -> !row.begun()).toList();
    }
}
