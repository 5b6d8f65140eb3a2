package dev.tocsin.incident.heartbeat.api;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.heartbeat.JobUrl;
import dev.tocsin.incident.heartbeat.http.Heartbeats;
import dev.tocsin.incident.rest.Items;
import dev.tocsin.support.access.Permissions;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/heartbeats")
@PermissionsAllowed(Permissions.HEARTBEATS_READ)
@Tag(name = "Incoming events")
@SecurityRequirement(name = "operator-token")
class HeartbeatResource {

    private final Heartbeats heartbeats;

    HeartbeatResource(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    /// @param rotation the value in the catalog; another value gives another URL
    /// @param url a secret
    record HeartbeatView(
            String check,
            Cell cell,
            long everyMillis,
            long graceMillis,
            @Nullable Long longestMillis,
            int rotation,
            String url) {

        static HeartbeatView of(JobUrl heartbeat) {
            var check = heartbeat.check();
            var timing = heartbeat.question().timing();
            return new HeartbeatView(
                    check.check(),
                    check.cell(),
                    check.timing().everyMillis(),
                    timing.graceMillis(),
                    timing.longestMillis(),
                    heartbeat.question().rotation(),
                    heartbeat.url());
        }
    }

    @GET
    @Operation(
            summary = "Heartbeat checks, with the secret URL that each job has to call",
            description = "To revoke a URL, raise the check's `rotation` in the catalog.")
    public Items<HeartbeatView> heartbeats() {
        return new Items<>(heartbeats.all().stream().map(HeartbeatView::of).toList(), null);
    }
}
