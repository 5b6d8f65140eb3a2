package dev.tocsin.incident.maintenance.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.maintenance.EditResult;
import dev.tocsin.incident.maintenance.WindowAction;
import dev.tocsin.incident.maintenance.WindowRequest;
import dev.tocsin.incident.maintenance.WindowRequest.WindowReading;
import dev.tocsin.incident.maintenance.store.WindowStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;

/// Takes operators' edits of windows, from the API and from pages, to the place where they are stored.
@ApplicationScoped
public class WindowEdits {

    private final WindowStore store;
    private final CurrentCatalog catalog;
    private final AuditLog audit;
    private final Clock clock;

    WindowEdits(WindowStore store, CurrentCatalog catalog, AuditLog audit, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param by the operator who makes the window
    public EditResult make(JsonNode body, String by) {
        return switch (WindowRequest.ofNew(body, catalog.get())) {
            case WindowReading.Wrong(var errors) -> new EditResult.Wrong(errors);
            case WindowReading.Read(var request) ->
                noted(
                        "Create window",
                        by,
                        store.edit(
                                request.id(),
                                known -> EditResult.make(request, known.orElse(null), by, clock.instant())));
        };
    }

    /// @param by the operator who changes the window
    public EditResult change(String window, JsonNode body, String by) {
        return switch (WindowRequest.ofChange(body, catalog.get())) {
            case WindowReading.Wrong(var errors) -> new EditResult.Wrong(errors);
            case WindowReading.Read(var request) ->
                edit("Change window", window, by, known -> EditResult.change(known, request, by, clock.instant()));
        };
    }

    /// @param by the operator who takes the action
    public EditResult take(WindowAction action, String window, String by) {
        return edit(action.imperative(), window, by, known -> action.apply(known, by, clock.instant()));
    }

    private EditResult edit(String action, String window, String by, Function<Window, EditResult> edit) {
        return noted(
                action,
                by,
                store.edit(window, known -> known.map(edit).orElseGet(() -> new EditResult.Unknown(window))));
    }

    private EditResult noted(String action, String by, EditResult result) {
        if (result instanceof EditResult.Done(var window)) {
            audit.note(by, action, window.id());
        }
        return result;
    }
}
