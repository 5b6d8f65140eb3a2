package dev.tocsin.incident.maintenance.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.maintenance.EditResult;
import dev.tocsin.incident.maintenance.SeriesRequest;
import dev.tocsin.incident.maintenance.SeriesRequest.SeriesReading.ReadSeries;
import dev.tocsin.incident.maintenance.SeriesRequest.SeriesReading.WrongSeries;
import dev.tocsin.incident.maintenance.WindowAction;
import dev.tocsin.incident.maintenance.WindowRequest;
import dev.tocsin.incident.maintenance.WindowRequest.WindowReading;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
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
            case WindowReading.Read(var request) when request.repeats() != null -> repeat(request, by);
            case WindowReading.Read(var request)
            when request.zone() != null ->
                new EditResult.Wrong(
                        List.of(new FieldError("zone", "belongs to repeats; startsAt and endsAt have their own")));
            case WindowReading.Read(var request) ->
                noted(
                        "Create window",
                        by,
                        store.edit(
                                request.id(),
                                known -> EditResult.make(request, known.orElse(null), by, clock.instant())));
        };
    }

    private EditResult repeat(WindowRequest request, String by) {
        var now = clock.instant();
        return switch (SeriesRequest.of(request, catalog.get(), by, now)) {
            case WrongSeries(var errors) -> new EditResult.Wrong(errors);
            case ReadSeries(var series)
            when catalog.get().plans().stream().anyMatch(plan -> plan.id().equals(series.id())) ->
                new EditResult.Impossible(series.id(), "is a plan of the catalog");
            case ReadSeries(var series) -> noted("Create series", by, store.add(series, now));
        };
    }

    /// Ends the series of a window: this window and all later ones are cancelled.
    ///
    /// @param by the operator who ends it
    public EditResult endSeries(String window, String by) {
        return noted("End series", by, store.endSeries(window, by, clock.instant()));
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
