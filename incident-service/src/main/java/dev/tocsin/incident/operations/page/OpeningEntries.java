package dev.tocsin.incident.operations.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.form.EnteredCells;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// An operator's entries about an incident to open; an empty field counts as not given.
public final class OpeningEntries {

    static final Map<String, String> LABELS = Map.of(
            "title", "title",
            "severity", "severity",
            "cells", "cells",
            "verdict", "status",
            "text", "text for customers",
            "nextUpdateBy", "time of the next update");

    @RestForm
    @Nullable
    String title;

    @RestForm
    @Nullable
    String severity;

    /// Names of cells, components and regions.
    @RestForm
    @Nullable
    String cells;

    @RestForm
    @Nullable
    String verdict;

    @RestForm
    @Nullable
    String text;

    /// Minutes from now.
    @RestForm
    @Nullable
    Integer nextUpdateIn;

    /// Made with the form, so that a form that is sent twice opens one incident.
    @RestForm
    @Nullable
    String key;

    /// Present once the operator has read the effects.
    @RestForm
    @Nullable
    String confirmed;

    /// A form that nobody has filled in yet.
    ///
    /// @param cells with which it begins
    static OpeningEntries blank(@Nullable String cells) {
        var entries = new OpeningEntries();
        entries.cells = cells;
        entries.key = UUID.randomUUID().toString();
        return entries;
    }

    public String of(String field) {
        var entered = switch (field) {
            case "title" -> title;
            case "severity" -> severity;
            case "cells" -> cells;
            case "verdict" -> Objects.requireNonNullElse(verdict, "DOWN");
            case "text" -> text;
            case "key" -> key;
            case "nextUpdateIn" -> nextUpdateIn == null ? "" : nextUpdateIn.toString();
            default -> null;
        };
        return Objects.requireNonNullElse(entered, "").strip();
    }

    boolean isConfirmed() {
        return confirmed != null;
    }

    /// The entries in the form of the API's body.
    ObjectNode body(Catalog catalog, Instant now) {
        var body = JsonNodeFactory.instance.objectNode();
        for (var field : new String[] {"title", "severity", "verdict", "text"}) {
            if (!of(field).isEmpty()) {
                body.put(field, of(field));
            }
        }
        if (!of("cells").isEmpty()) {
            EnteredCells.of(of("cells"), catalog).forEach(body.putArray("cells")::add);
        }
        if (nextUpdateIn != null) {
            body.put("nextUpdateBy", Json.format(now.plus(Duration.ofMinutes(nextUpdateIn))));
        }
        return body;
    }

    /// The entries that have to be sent once more to open the incident.
    public Map<String, String> again() {
        var again = new LinkedHashMap<String, String>();
        for (var field : new String[] {"title", "severity", "cells", "verdict", "text", "nextUpdateIn", "key"}) {
            if (!of(field).isEmpty()) {
                again.put(field, of(field));
            }
        }
        return again;
    }
}
