package dev.tocsin.incident.replay.page;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.replay.ReplaySettings;
import java.util.List;

/// A setting that may be changed.
///
/// @param key such as `checks.confirmations`
/// @param current the value in the catalog, such as `3`; empty without a catalog
/// @param entered the value to replay with; empty to leave it as it is
record SettingEntry(String key, String current, String entered) {

    static List<SettingEntry> all(Catalog catalog, ReplayEntries entries) {
        var current = ReplaySettings.of(catalog);
        return ReplaySettings.keys().stream()
                .map(key -> new SettingEntry(
                        key, current.getOrDefault(key, ""), entries.settings().getOrDefault(key, "")))
                .toList();
    }
}
