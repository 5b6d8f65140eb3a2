package dev.tocsin.incident.maintenance.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.form.EnteredCells;
import dev.tocsin.incident.form.FormTimes;
import dev.tocsin.incident.maintenance.WindowRow;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An operator's entries about a window; an empty one counts as not given.
///
/// @param cells names of cells, components and regions
/// @param startsAt a local time
/// @param endsAt a local time
public record WindowEntries(String title, String cells, String startsAt, String endsAt) {

    static final Map<String, String> LABELS = Map.of(
            "title", "title",
            "cells", "cells",
            "startsAt", "start",
            "endsAt", "end",
            "repeat", "repetition",
            "repeats", "repetition",
            "every", "interval",
            "until", "last day",
            "count", "number of times",
            "zone", "time zone");

    static WindowEntries of(
            @Nullable String title, @Nullable String cells, @Nullable String startsAt, @Nullable String endsAt) {
        return new WindowEntries(stripped(title), stripped(cells), stripped(startsAt), stripped(endsAt));
    }

    static WindowEntries of(WindowRow row, ZoneId zone) {
        return new WindowEntries(
                row.title(), "", FormTimes.entry(row.startsAt(), zone), FormTimes.entry(row.endsAt(), zone));
    }

    /// The entries in the form of the API's body.
    ObjectNode body(Catalog catalog, ZoneId zone) {
        var body = JsonNodeFactory.instance.objectNode();
        if (!title.isEmpty()) {
            body.put("title", title);
        }
        if (!cells.isEmpty()) {
            EnteredCells.of(cells, catalog).forEach(body.putArray("cells")::add);
        }
        if (!startsAt.isEmpty()) {
            body.put("startsAt", FormTimes.instant(startsAt, zone));
        }
        if (!endsAt.isEmpty()) {
            body.put("endsAt", FormTimes.instant(endsAt, zone));
        }
        return body;
    }

    /// The local start; null where none is entered.
    @Nullable
    LocalDateTime start() {
        try {
            return LocalDateTime.parse(startsAt);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /// The entries that differ from what the form showed: its times lack the seconds of the window's.
    WindowEntries changes(WindowEntries shown) {
        return new WindowEntries(
                title.equals(shown.title) ? "" : title,
                cells,
                startsAt.equals(shown.startsAt) ? "" : startsAt,
                endsAt.equals(shown.endsAt) ? "" : endsAt);
    }

    /// Whether anything was entered.
    public boolean given() {
        return !title.isEmpty() || !cells.isEmpty() || !startsAt.isEmpty() || !endsAt.isEmpty();
    }

    private static String stripped(@Nullable String entry) {
        return Objects.requireNonNullElse(entry, "").strip();
    }
}
