package dev.tocsin.incident.dashboard.api;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.Incidents;
import dev.tocsin.incident.live.topic.LiveTopics;
import dev.tocsin.incident.recurrence.store.Recurrences;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/incidents")
@Tag(name = "What stands now")
class IncidentResource {

    private final LiveTopics topics;
    private final Viewer viewer;
    private final Recurrences recurrences;

    IncidentResource(LiveTopics topics, Viewer viewer, Recurrences recurrences) {
        this.topics = topics;
        this.viewer = viewer;
        this.recurrences = recurrences;
    }

    @GET
    @Operation(
            summary = "Incidents, newest first",
            description =
                    "Operators see all; the public sees those that touch public components, and of them what is public.")
    public Items<IncidentSnapshot> incidents(
            @RestQuery @Nullable String state,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
            @RestQuery @Nullable String after) {
        return page(Incidents.of(topics.view(), viewer.audience()), state, limit, after);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "One incident",
            description = "Operators are told too whether it is the third or a later one of its kind in five months.")
    public IncidentView incident(@RestPath String id) throws SQLException {
        var audience = viewer.audience();
        var snapshot = Incidents.one(topics.view(), audience, id)
                .orElseThrow(() -> new NotFoundException("no incident " + id));
        return new IncidentView(snapshot, audience == Audience.OPERATORS ? recurrences.of(id) : null);
    }

    private static Items<IncidentSnapshot> page(
            List<IncidentSnapshot> incidents, @Nullable String state, int limit, @Nullable String after) {
        var wanted = state(state);
        var rest = incidents.stream()
                .filter(incident -> wanted.test(incident.incident().state()))
                .dropWhile(incident -> after != null && !incident.key().equals(after))
                .skip(after == null ? 0 : 1)
                .limit(limit + 1L)
                .toList();
        if (rest.size() <= limit) {
            return Items.all(rest);
        }
        var items = rest.subList(0, limit);
        var next = UriBuilder.fromPath("/api/v1/incidents")
                .queryParam("limit", limit)
                .queryParam("after", items.getLast().key());
        if (state != null) {
            next.queryParam("state", state);
        }
        return new Items<>(items, next.build().toString());
    }

    private static Predicate<IncidentState> state(@Nullable String state) {
        return switch (state) {
            case null -> _ -> true;
            case "open" -> IncidentState::isOpen;
            default -> Queries.oneOf(IncidentState.class, "state", state)::equals;
        };
    }
}
