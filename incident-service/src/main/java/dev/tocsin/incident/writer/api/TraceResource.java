package dev.tocsin.incident.writer.api;

import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.incident.rest.Items;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Trace;
import dev.tocsin.incident.writer.store.Trace.StoredTraceEntry;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.http.BasePath;
import dev.tocsin.support.problem.Declined;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Explains to operators why an incident is as it is.
@Path("/api/v1/incidents/{id}/trace")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Tag(name = "Decision log")
@SecurityRequirement(name = "operator-token")
public class TraceResource {

    private final Trace trace;
    private final IncidentStore incidents;
    private final BasePath base;

    TraceResource(Trace trace, IncidentStore incidents, BasePath base) {
        this.trace = trace;
        this.incidents = incidents;
        this.base = base;
    }

    @GET
    @Operation(
            summary = "The decisions about an incident",
            description = "Oldest first, each with its input, rule and numbers.")
    public Items<TraceEntry> trace(
            @RestPath String id,
            @RestQuery @DefaultValue("0") @Min(0) long after,
            @RestQuery @DefaultValue("200") @Min(1) @Max(500) int limit) {
        var entries = trace.of(id, after, limit + 1);
        if (entries.isEmpty() && incidents.one(id).isEmpty()) {
            throw Declined.notFound("There is no incident %s.".formatted(id));
        }
        var items = entries.stream().limit(limit).toList();
        var next = entries.size() <= limit
                ? null
                : UriBuilder.fromPath(base.at("/api/v1/incidents/{id}/trace"))
                        .queryParam("limit", limit)
                        .queryParam("after", items.getLast().id())
                        .build(id)
                        .toString();
        return new Items<>(items.stream().map(StoredTraceEntry::entry).toList(), next);
    }
}
