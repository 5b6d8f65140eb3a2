package dev.tocsin.incident.maintenance.api;

import dev.tocsin.engine.maintenance.WindowSeries;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.incident.rest.Items;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.http.BasePath;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The series of planned work that operators made.
@Path("/api/v1/maintenance-series")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Tag(name = "Scheduled maintenance")
@SecurityRequirement(name = "operator-token")
class SeriesResource {

    private static final String PATH = "/api/v1/maintenance-series";

    private final WindowStore store;
    private final BasePath base;
    private final Clock clock;

    SeriesResource(WindowStore store, BasePath base, Clock clock) {
        this.store = store;
        this.base = base;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Work that repeats, as operators scheduled it",
            description = "Series of which windows may still come, by their ids. Their windows have the id as `plan`.")
    public Items<WindowSeries> series(
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit, @RestQuery @Nullable String after) {
        var series = store.series(clock.instant(), after, limit + 1);
        if (series.size() <= limit) {
            return new Items<>(series, null);
        }
        var items = series.subList(0, limit);
        var next = UriBuilder.fromPath(base.at(PATH))
                .queryParam("limit", limit)
                .queryParam("after", items.getLast().id())
                .build();
        return new Items<>(items, next.toString());
    }
}
