package dev.tocsin.incident.trust.uptime.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Amendment;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.Recomputation;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.rest.Items;
import dev.tocsin.incident.trust.uptime.AmendmentResult;
import dev.tocsin.incident.trust.uptime.store.Months;
import dev.tocsin.incident.trust.uptime.store.UptimeStore;
import dev.tocsin.incident.trust.viewer.Viewer;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.Problems;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/uptime")
@Blocking
@Tag(name = "Uptime")
class UptimeResource {

    private final Months months;
    private final UptimeStore store;
    private final CurrentCatalog catalog;
    private final Viewer viewer;
    private final Amendments amendments;
    private final Clock clock;

    UptimeResource(
            Months months,
            UptimeStore store,
            CurrentCatalog catalog,
            Viewer viewer,
            Amendments amendments,
            Clock clock) {
        this.months = months;
        this.store = store;
        this.catalog = catalog;
        this.viewer = viewer;
        this.amendments = amendments;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Uptime of a month by region, group, component and cell, by three formulas",
            description =
                    "`month` such as 2026-03, by default the current month. Figures are percentages, rounded down.")
    public MonthReport month(@RestQuery @Nullable String month) {
        return months.of(read(month), viewer.audience());
    }

    @GET
    @PermissionsAllowed(Permissions.STATUS_READ)
    @Path("recomputation")
    @SecurityRequirement(name = "operator-token")
    @Operation(
            summary = "A month recomputed from tocsin.status-history alone",
            description =
                    "All intervals, amendments and windows that count, and any difference from the stored figures.")
    public Recomputation recomputation(@RestQuery @Nullable String month) {
        return months.recomputed(read(month));
    }

    @GET
    @PermissionsAllowed(Permissions.STATUS_READ)
    @Path("amendments")
    @SecurityRequirement(name = "operator-token")
    @Operation(summary = "Amendments, oldest first")
    public Items<Amendment> amendments() {
        return new Items<>(store.amendments(), null);
    }

    @POST
    @PermissionsAllowed(Permissions.UPTIME_WRITE)
    @Path("amendments")
    @SecurityRequirement(name = "operator-token")
    @Operation(
            summary = "Amend the verdict of cells for a time",
            description = "`cells`, `from`, `to`, the true `verdict`, and the `reason`. The measured verdict is kept.")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Amendment.class)))
    public Response amend(
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "NewAmendment")))
                    @Nullable
                    JsonNode body,
            @Context SecurityContext who) {
        var by = Objects.requireNonNull(who.getUserPrincipal()).getName();
        var fields = Objects.requireNonNullElse(body, NullNode.getInstance());
        return switch (amendments.add(fields, by)) {
            case AmendmentResult.Wrong(var errors) -> Problems.response(Problem.ofFields(errors));
            case AmendmentResult.Done(var amendment) ->
                Response.status(Response.Status.CREATED).entity(amendment).build();
        };
    }

    private YearMonth read(@Nullable String text) {
        var present = YearMonth.from(clock.instant().atZone(DisplayNames.zone(catalog.get())));
        if (text == null) {
            return present;
        }
        try {
            var month = YearMonth.parse(text);
            if (!month.isAfter(present)) {
                return month;
            }
        } catch (DateTimeParseException _) {
            // reported below, like a month that has not come
        }
        throw new BadRequestException(Problems.response(Problem.ofFields(List.of(
                new FieldError("month", "must be a month such as 2026-03, and no later than %s".formatted(present))))));
    }
}
