package dev.tocsin.incident.dashboard.api;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.recurrence.RecurrenceFinder;
import dev.tocsin.incident.rest.Items;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.viewer.Viewer;
import dev.tocsin.support.http.BasePath;
import dev.tocsin.support.problem.Declined;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriBuilder;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/incidents")
@Tag(name = "Current status")
class IncidentResource {

    private final CurrentView live;
    private final Viewer viewer;
    private final RecurrenceFinder recurrences;
    private final BasePath base;

    IncidentResource(CurrentView live, Viewer viewer, RecurrenceFinder recurrences, BasePath base) {
        this.live = live;
        this.viewer = viewer;
        this.recurrences = recurrences;
        this.base = base;
    }

    @GET
    @Operation(
            summary = "Incidents, newest first",
            description = "Operators see all; the public sees the public part of those that affect public components.")
    public Items<IncidentSnapshot> incidents(
            @RestQuery @Nullable String state,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
            @RestQuery @Nullable String after) {
        var wanted = state(state);
        var incidents = Incidents.of(live.view(), viewer.audience()).stream()
                .filter(incident -> wanted.test(incident.incident().state()))
                .toList();
        var path = UriBuilder.fromPath(base.at("/api/v1/incidents"));
        return Items.page(
                incidents, IncidentSnapshot::key, limit, after, state == null ? path : path.queryParam("state", state));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "One incident",
            description = "For operators, it says whether this is the third or a later such incident in five months.")
    public IncidentView incident(@RestPath String id) {
        var audience = viewer.audience();
        var snapshot = Incidents.one(live.view(), audience, id)
                .orElseThrow(() -> Declined.notFound("There is no incident %s.".formatted(id)));
        return new IncidentView(snapshot, audience == Audience.OPERATORS ? recurrences.of(id) : null);
    }

    private static Predicate<IncidentState> state(@Nullable String state) {
        return switch (state) {
            case null -> _ -> true;
            case "open" -> IncidentState::isOpen;
            default -> Queries.oneOf(IncidentState.class, "state", state)::equals;
        };
    }
}
