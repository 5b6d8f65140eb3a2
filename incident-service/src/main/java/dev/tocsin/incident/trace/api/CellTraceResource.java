package dev.tocsin.incident.trace.api;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.incident.trace.CellTrace;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.http.BasePath;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.Problems;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/cells/{cell}/trace")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Tag(name = "Decision log")
@SecurityRequirement(name = "operator-token")
class CellTraceResource {

    private final CellTraces traces;
    private final Clock clock;
    private final BasePath base;

    CellTraceResource(CellTraces traces, Clock clock, BasePath base) {
        this.traces = traces;
        this.clock = clock;
        this.base = base;
    }

    /// @param incident the incident that the cell belonged to then, or null
    /// @param next the path of the next page; null on the last
    @Schema(name = "Page")
    record CellTracePage(
            Cell cell,
            Instant at,
            String answer,
            @Nullable String incident,
            List<CellTrace.Step> items,
            @Nullable String next) {}

    @GET
    @Operation(summary = "Why a cell was or was not part of an incident at a time", description = """
                    The changes of its verdict around that time with votes and rule, and the decisions about it with \
                    rule and numbers: holds, windows, mutes, joining and leaving. `at` is now by default.""")
    public CellTracePage trace(
            @RestPath String cell,
            @RestQuery @Nullable String at,
            @RestQuery @DefaultValue("30") @Min(1) @Max(1_440) int minutes,
            @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") @Min(0) int skip) {
        var wanted = cell(cell);
        var time = at == null ? clock.instant() : time(at);
        var found = traces.of(wanted, time, Duration.ofMinutes(minutes));
        var items = found.steps().stream().skip(skip).limit(limit).toList();
        var next = UriBuilder.fromPath(base.at("/api/v1/cells/{cell}/trace"))
                .queryParam("at", time)
                .queryParam("minutes", minutes)
                .queryParam("limit", limit)
                .queryParam("skip", skip + limit)
                .build(wanted)
                .toString();
        return new CellTracePage(
                wanted,
                time,
                found.answer(),
                found.incident(),
                items,
                skip + items.size() < found.steps().size() ? next : null);
    }

    private static Cell cell(String text) {
        try {
            return Cell.of(text);
        } catch (IllegalArgumentException _) {
            throw wrong("cell", "must be of the form component@region");
        }
    }

    private static Instant time(String text) {
        return Json.time(text).orElseThrow(() -> wrong("at", "must be a time such as 2006-04-11T10:42:00.000Z"));
    }

    private static BadRequestException wrong(String field, String message) {
        return new BadRequestException(Problems.response(Problem.ofFields(List.of(new FieldError(field, message)))));
    }
}
