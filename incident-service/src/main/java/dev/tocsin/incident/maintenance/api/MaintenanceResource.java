package dev.tocsin.incident.maintenance.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.engine.maintenance.WindowDocument;
import dev.tocsin.incident.maintenance.EditResult;
import dev.tocsin.incident.maintenance.EditResult.AlreadySo;
import dev.tocsin.incident.maintenance.EditResult.Done;
import dev.tocsin.incident.maintenance.EditResult.Impossible;
import dev.tocsin.incident.maintenance.EditResult.Unknown;
import dev.tocsin.incident.maintenance.EditResult.Wrong;
import dev.tocsin.incident.maintenance.WindowAction;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.incident.rest.Items;
import dev.tocsin.support.access.OperatorToken;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.http.BasePath;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.Problems;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Lets operators see and edit planned work. A repeated request does no more than the first.
@Path("/api/v1/maintenance")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Tag(name = "Scheduled maintenance")
@SecurityRequirement(name = "operator-token")
class MaintenanceResource {

    private static final String PATH = "/api/v1/maintenance";

    private final WindowStore store;
    private final WindowEdits edits;
    private final BasePath base;

    MaintenanceResource(WindowStore store, WindowEdits edits, BasePath base) {
        this.store = store;
        this.edits = edits;
        this.base = base;
    }

    @GET
    @Operation(
            summary = "Windows, the earliest first",
            description = "Windows that the catalog plans for the next 30 days, and windows that operators created.")
    public Items<WindowDocument> windows(
            @RestQuery @DefaultValue("false") boolean over,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
            @RestQuery @Nullable String after) {
        var windows = store.list(over, after, limit + 1).stream()
                .map(Window::document)
                .toList();
        if (windows.size() <= limit) {
            return new Items<>(windows, null);
        }
        var items = windows.subList(0, limit);
        var next = UriBuilder.fromPath(base.at(PATH))
                .queryParam("limit", limit)
                .queryParam("after", items.getLast().id());
        return new Items<>(
                items, (over ? next.queryParam("over", true) : next).build().toString());
    }

    @GET
    @Path("{window}")
    @Operation(summary = "One window")
    public WindowDocument window(@RestPath String window) {
        return store.one(window)
                .map(Window::document)
                .orElseThrow(() -> new NotFoundException(Problems.response(unknown(window))));
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Operation(summary = "Create a window", description = """
                    `window`, its id, is optional. If the same window exists already, the answer is 200. With `repeats`, \
                    a rule of RFC 5545, a series is made: each time is a window of its own. The local time of `startsAt` \
                    in `zone` counts, so that it stays the same when clocks change. The answer is the first window, \
                    whose `plan` is the id of the series.""")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WindowDocument.class)))
    @APIResponse(
            responseCode = "200",
            description = "The same window existed already",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WindowDocument.class)))
    @APIResponse(responseCode = "409", description = "The state of the window does not allow it")
    public Response make(
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "NewWindow")))
                    @Nullable
                    JsonNode body,
            @Context SecurityContext who) {
        return answer(edits.make(orNull(body), name(who)), Response.Status.CREATED);
    }

    @PATCH
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("{window}")
    @Operation(
            summary = "Change or extend a window",
            description =
                    "Fields that are left out stay as they are. The plan in the catalog no longer changes this window.")
    @APIResponse(
            responseCode = "200",
            description = "The changed window",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WindowDocument.class)))
    @APIResponse(responseCode = "409", description = "The state of the window does not allow it")
    public Response change(
            @RestPath String window,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "ChangedWindow")))
                    @Nullable
                    JsonNode body,
            @Context SecurityContext who) {
        return answer(edits.change(window, orNull(body), name(who)), Response.Status.OK);
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("{window}/verify")
    @Operation(
            summary = "Mark the work as done and being verified",
            description = "The window stays in progress until it is completed, at its end or by an operator.")
    @APIResponse(
            responseCode = "200",
            description = "The changed window",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WindowDocument.class)))
    @APIResponse(responseCode = "409", description = "The state of the window does not allow it")
    public Response verify(@RestPath String window, @Context SecurityContext who) {
        return answer(edits.take(WindowAction.VERIFY, window, name(who)), Response.Status.OK);
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("{window}/complete")
    @Operation(summary = "Complete a window in progress", description = "The window ends now.")
    @APIResponse(
            responseCode = "200",
            description = "The changed window",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WindowDocument.class)))
    @APIResponse(responseCode = "409", description = "The state of the window does not allow it")
    public Response complete(@RestPath String window, @Context SecurityContext who) {
        return answer(edits.take(WindowAction.COMPLETE, window, name(who)), Response.Status.OK);
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("{window}/cancel")
    @Operation(summary = "Cancel a window", description = "A window in progress ends now.")
    @APIResponse(
            responseCode = "200",
            description = "The changed window",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WindowDocument.class)))
    @APIResponse(responseCode = "409", description = "The state of the window does not allow it")
    public Response cancel(@RestPath String window, @Context SecurityContext who) {
        return answer(edits.take(WindowAction.CANCEL, window, name(who)), Response.Status.OK);
    }

    @POST
    @PermissionsAllowed(Permissions.MAINTENANCE_WRITE)
    @Path("{window}/end-series")
    @Operation(
            summary = "End the series of a window",
            description = "This window and all later ones of its series are cancelled, also those that were moved.")
    @APIResponse(
            responseCode = "200",
            description = "The window as it is then",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WindowDocument.class)))
    @APIResponse(responseCode = "409", description = "The window is not of a series")
    public Response endSeries(@RestPath String window, @Context SecurityContext who) {
        return answer(edits.endSeries(window, name(who)), Response.Status.OK);
    }

    private static Response answer(EditResult edit, Response.Status done) {
        return switch (edit) {
            case Done(var window) ->
                Response.status(done)
                        .location(UriBuilder.fromPath(PATH).path(window.id()).build())
                        .entity(window.document())
                        .build();
            case AlreadySo(var window) -> Response.ok(window.document()).build();
            case Wrong(var errors) -> Problems.response(Problem.ofFields(errors));
            case Impossible(var window, var why) -> Problems.response(problem(409, "Conflict", window, why));
            case Unknown(var window) -> Problems.response(unknown(window));
        };
    }

    private static JsonNode orNull(@Nullable JsonNode body) {
        return body == null ? NullNode.getInstance() : body;
    }

    private static Problem unknown(String window) {
        return problem(404, "Not Found", window, "does not exist");
    }

    private static Problem problem(int status, String title, String window, String why) {
        return Problem.of(status, title, "Window %s %s.".formatted(window, why), new FieldError("window", why));
    }

    private static String name(SecurityContext who) {
        return Optional.ofNullable(who.getUserPrincipal())
                .map(java.security.Principal::getName)
                .orElse(OperatorToken.USER);
    }
}
