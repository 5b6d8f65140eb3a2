package dev.tocsin.incident.dashboard.api;

import dev.tocsin.contract.Verdict;
import dev.tocsin.incident.rest.Items;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.viewer.Viewer;
import dev.tocsin.support.http.BasePath;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/cells")
@Tag(name = "Current status")
class CellResource {

    private final CurrentView live;
    private final Viewer viewer;
    private final BasePath base;

    CellResource(CurrentView live, Viewer viewer, BasePath base) {
        this.live = live;
        this.viewer = viewer;
        this.base = base;
    }

    @GET
    @Operation(
            summary = "Cells with their verdicts, 1,000 a page",
            description = "Operators see all cells, with the evidence; the public sees those of public components.")
    public Items<CellView> cells(
            @RestQuery @Nullable String region,
            @RestQuery @Nullable String component,
            @RestQuery @Nullable String verdict,
            @RestQuery @DefaultValue("1000") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String after) {
        var wanted = verdict == null ? null : Queries.oneOf(Verdict.class, "verdict", verdict);
        var cells = CellView.all(live.view(), viewer.audience()).stream()
                .filter(cell -> region == null || region.equals(cell.cell().region()))
                .filter(cell ->
                        component == null || component.equals(cell.cell().component()))
                .filter(cell -> wanted == null || wanted == cell.verdict())
                .toList();
        return Items.page(cells, cell -> cell.cell().toString(), limit, after, path(region, component, verdict));
    }

    private UriBuilder path(@Nullable String region, @Nullable String component, @Nullable String verdict) {
        var path = UriBuilder.fromPath(base.at("/api/v1/cells"));
        if (region != null) {
            path.queryParam("region", region);
        }
        if (component != null) {
            path.queryParam("component", component);
        }
        if (verdict != null) {
            path.queryParam("verdict", verdict);
        }
        return path;
    }
}
