package dev.tocsin.incident.dashboard.api;

import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.incident.rest.Items;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import dev.tocsin.support.access.Permissions;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1")
@PermissionsAllowed(Permissions.STATUS_READ)
@Tag(name = "Current status")
@SecurityRequirement(name = "operator-token")
class OperatorResource {

    private final CurrentView live;
    private final Clock clock;

    OperatorResource(CurrentView live, Clock clock) {
        this.live = live;
        this.clock = clock;
    }

    @GET
    @Path("vantage-points")
    @Operation(summary = "Vantage points, with the latest heartbeat of each of their probes")
    public Items<VantagePointView> vantagePoints() {
        return Items.all(VantagePointView.all(live.view(), clock.instant()));
    }

    @GET
    @Path("operator-alerts")
    @Operation(summary = "Open operator alerts, newest first")
    public Items<AlertRaised> operatorAlerts() {
        return Items.all(live.view().alerts().values().stream()
                .sorted(Comparator.comparing(AlertRaised::time).reversed().thenComparing(AlertRaised::subject))
                .toList());
    }

    @GET
    @Path("catalog")
    @Operation(summary = "The catalog as it was last published")
    public CatalogView catalog() {
        return CatalogView.of(live.view().catalog());
    }
}
