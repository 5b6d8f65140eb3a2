package dev.tocsin.incident.trust.uptime.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.form.EnteredCells;
import dev.tocsin.incident.form.FormTimes;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An operator's entries for an amendment; an empty one counts as not given.
///
/// @param cells names of cells, components and regions
/// @param from a local time
/// @param to a local time
public record AmendmentEntries(String cells, String from, String to, String verdict, String reason) {

    static final Map<String, String> LABELS = Map.of("from", "start", "to", "end");

    static AmendmentEntries of(
            @Nullable String cells,
            @Nullable String from,
            @Nullable String to,
            @Nullable String verdict,
            @Nullable String reason) {
        return new AmendmentEntries(stripped(cells), stripped(from), stripped(to), stripped(verdict), stripped(reason));
    }

    /// The entries in the form of the API's body.
    ObjectNode body(Catalog catalog, ZoneId zone) {
        var body = JsonNodeFactory.instance.objectNode();
        if (!cells.isEmpty()) {
            EnteredCells.of(cells, catalog).forEach(body.putArray("cells")::add);
        }
        put(body, "from", FormTimes.instant(from, zone));
        put(body, "to", FormTimes.instant(to, zone));
        put(body, "verdict", verdict);
        put(body, "reason", reason);
        return body;
    }

    /// Whether anything was entered.
    public boolean given() {
        return !cells.isEmpty() || !from.isEmpty() || !to.isEmpty() || !reason.isEmpty();
    }

    private static void put(ObjectNode body, String field, String entry) {
        if (!entry.isEmpty()) {
            body.put(field, entry);
        }
    }

    private static String stripped(@Nullable String entry) {
        return Objects.requireNonNullElse(entry, "").strip();
    }
}
