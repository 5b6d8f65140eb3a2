package dev.tocsin.incident.maintenance.page;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.maintenance.WindowSeries;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.EnteredId;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.maintenance.EditResult;
import dev.tocsin.incident.maintenance.EditResult.AlreadySo;
import dev.tocsin.incident.maintenance.EditResult.Done;
import dev.tocsin.incident.maintenance.EditResult.Impossible;
import dev.tocsin.incident.maintenance.EditResult.Unknown;
import dev.tocsin.incident.maintenance.EditResult.Wrong;
import dev.tocsin.incident.maintenance.WindowAction;
import dev.tocsin.incident.maintenance.WindowBoard;
import dev.tocsin.incident.maintenance.WindowRow;
import dev.tocsin.incident.maintenance.api.WindowEdits;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Planned work: what there is, and what an operator may do about it.
@Path("/ops/maintenance")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class WindowPages {

    private static final String WINDOW = "/ops/maintenance/window";

    private final WindowBoards boards;
    private final WindowStore store;
    private final WindowEdits edits;
    private final CurrentCatalog catalog;
    private final Caller caller;
    private final Clock clock;

    WindowPages(
            WindowBoards boards,
            WindowStore store,
            WindowEdits edits,
            CurrentCatalog catalog,
            Caller caller,
            Clock clock) {
        this.boards = boards;
        this.store = store;
        this.edits = edits;
        this.catalog = catalog;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param month the month to open, such as `2026-03`; by default the present one
    /// @param title the title with which the form begins, and so on
    @GET
    public TemplateInstance board(
            @RestQuery @Nullable String month,
            @RestQuery @Nullable String title,
            @RestQuery @Nullable String cells,
            @RestQuery @Nullable String startsAt,
            @RestQuery @Nullable String endsAt) {
        return board(month, WindowEntries.of(title, cells, startsAt, endsAt), RepeatEntries.NONE, FormErrors.NONE);
    }

    /// @param done what was just done
    @GET
    @Path("window")
    public TemplateInstance window(@RestQuery @DefaultValue("") String id, @RestQuery @Nullable String done) {
        var row = row(id);
        return window(row, WindowEntries.of(row, zone()), FormErrors.NONE, done);
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("add")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @RestForm @Nullable String title,
            @RestForm @Nullable String cells,
            @RestForm @Nullable String startsAt,
            @RestForm @Nullable String endsAt,
            @BeanParam RepeatForm repeat) {
        var entries = WindowEntries.of(title, cells, startsAt, endsAt);
        var repetition = repeat.entries();
        var zone = repetition.zoneOr(zone());
        var body = entries.body(catalog(), zone);
        var errors = new ArrayList<FieldError>();
        if (repetition.given()) {
            body.put("repeats", repetition.rule(entries.start(), zone, errors));
            body.put("zone", repetition.zone().isEmpty() ? zone.getId() : repetition.zone());
        }
        var result = errors.isEmpty() ? edits.make(body, caller.name()) : new Wrong(errors);
        return switch (result) {
            case Done(var window) -> shown(window.id(), "add");
            case AlreadySo(var window) -> shown(window.id(), "add");
            case Wrong(var wrong) ->
                again(400, board(null, entries, repetition, FormErrors.ofFields(WindowEntries.LABELS, wrong)));
            case Impossible impossible -> again(409, board(null, entries, repetition, conflict(impossible)));
            case Unknown _ -> throw new NotFoundException();
        };
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("change")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @RestForm("id") @Nullable String window,
            @RestForm @Nullable String title,
            @RestForm @Nullable String cells,
            @RestForm @Nullable String startsAt,
            @RestForm @Nullable String endsAt) {
        var id = EnteredId.of(window);
        var entries = WindowEntries.of(title, cells, startsAt, endsAt);
        var changes = entries.changes(WindowEntries.of(row(id), zone()));
        return changes.given()
                ? answer(id, "change", entries, edits.change(id, changes.body(catalog(), zone()), caller.name()))
                : shown(id, "change");
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("end-series")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response endSeries(@RestForm("id") @Nullable String window) {
        var id = EnteredId.of(window);
        return answer(id, "end-series", WindowEntries.of(row(id), zone()), edits.endSeries(id, caller.name()));
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("{action}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response take(@RestPath String action, @RestForm("id") @Nullable String window) {
        var id = EnteredId.of(window);
        var wanted = WindowAction.named(action).orElseThrow(NotFoundException::new);
        return answer(id, action, WindowEntries.of(row(id), zone()), edits.take(wanted, id, caller.name()));
    }

    private Response answer(String id, String done, WindowEntries entries, EditResult result) {
        return switch (result) {
            case Done _, AlreadySo _ -> shown(id, done);
            case Wrong(var errors) ->
                again(400, window(row(id), entries, FormErrors.ofFields(WindowEntries.LABELS, errors), null));
            case Impossible impossible -> again(409, window(row(id), entries, conflict(impossible), null));
            case Unknown _ -> throw unknown(id);
        };
    }

    private static FormErrors conflict(Impossible impossible) {
        return FormErrors.conflict(
                "Nothing was changed: the window %s %s.".formatted(impossible.window(), impossible.why()));
    }

    private static Response shown(String id, String done) {
        return Response.seeOther(UriBuilder.fromPath(WINDOW)
                        .queryParam("id", id)
                        .queryParam("done", done)
                        .build())
                .build();
    }

    private static Response again(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page)
                .build();
    }

    private TemplateInstance board(
            @Nullable String month, WindowEntries entries, RepeatEntries repetition, FormErrors errors) {
        var now = clock.instant();
        return WindowTemplates.board(boards.of(month, now), entries, repetition, errors, mayWrite(), now);
    }

    private TemplateInstance window(WindowRow row, WindowEntries entries, FormErrors errors, @Nullable String done) {
        return WindowTemplates.window(row, series(row), entries, errors, mayWrite(), done, zone(), clock.instant());
    }

    private WindowRow row(String id) {
        return store.one(id).map(window -> WindowRow.of(window, catalog())).orElseThrow(() -> unknown(id));
    }

    private @Nullable WindowSeries series(WindowRow row) {
        return row.plan() == null ? null : store.oneSeries(row.plan()).orElse(null);
    }

    private static Declined unknown(String id) {
        return Declined.notFound("There is no window %s.".formatted(id));
    }

    private boolean mayWrite() {
        return caller.may(Permissions.MAINTENANCE_WRITE);
    }

    private Catalog catalog() {
        return catalog.get();
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog());
    }

    @CheckedTemplate(basePath = "maintenance")
    static final class WindowTemplates {

        private WindowTemplates() {}

        static native TemplateInstance board(
                WindowBoard board,
                WindowEntries entries,
                RepeatEntries repetition,
                FormErrors errors,
                boolean mayWrite,
                Instant now);

        static native TemplateInstance window(
                WindowRow row,
                @Nullable WindowSeries series,
                WindowEntries entries,
                FormErrors errors,
                boolean mayWrite,
                @Nullable String done,
                ZoneId zone,
                Instant now);
    }
}
