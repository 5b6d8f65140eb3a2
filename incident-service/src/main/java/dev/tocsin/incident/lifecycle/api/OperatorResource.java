package dev.tocsin.incident.lifecycle.api;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.lifecycle.Told;
import dev.tocsin.incident.lifecycle.outbox.Relay;
import dev.tocsin.incident.lifecycle.store.IncidentStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// What operators do to an incident, under the same lock as the correlator.
@Path("/api/v1/incidents/{id}")
@RolesAllowed("operator")
public class OperatorResource {

    private final IncidentStore store;
    private final Relay relay;
    private final Clock clock;

    OperatorResource(IncidentStore store, Relay relay) {
        this.store = store;
        this.relay = relay;
        this.clock = Clock.systemUTC();
    }

    /// @param text Markdown, for customers
    /// @param nextUpdateBy when the next is promised, or null
    public record Update(
            @NotBlank @Size(max = 20_000) String text,
            @Nullable Instant nextUpdateBy) {}

    @POST
    @Path("/acknowledge")
    public IncidentSnapshot acknowledge(@RestPath String id, @Context SecurityContext who) throws SQLException {
        return change(id, incident -> incident.acknowledge(name(who), clock.instant()));
    }

    @POST
    @Path("/updates")
    public IncidentSnapshot post(@RestPath String id, @NotNull @Valid Update update, @Context SecurityContext who)
            throws SQLException {
        return change(id, incident -> incident.post(name(who), update.text(), update.nextUpdateBy(), clock.instant()));
    }

    private IncidentSnapshot change(String id, Function<Incident, Told> change) throws SQLException {
        var told = store.change(id, change)
                .orElseThrow(() -> new NotFoundException("There is no incident %s".formatted(id)));
        relay.wake();
        return told.snapshot();
    }

    private static String name(SecurityContext who) {
        var principal = who.getUserPrincipal();
        return principal == null ? "operator" : principal.getName();
    }
}
