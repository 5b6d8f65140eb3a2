package dev.tocsin.incident.dashboard.api;

import dev.tocsin.contract.Verdict;
import dev.tocsin.incident.live.CellView;
import dev.tocsin.incident.live.topic.LiveTopics;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/cells")
@Tag(name = "What stands now")
class CellResource {

    private final LiveTopics topics;
    private final Viewer viewer;

    CellResource(LiveTopics topics, Viewer viewer) {
        this.topics = topics;
        this.viewer = viewer;
    }

    @GET
    @Operation(
            summary = "Cells with their verdicts",
            description = "Operators see all cells, with the evidence; the public sees those of public components.")
    public Items<CellView> cells(
            @RestQuery @Nullable String region,
            @RestQuery @Nullable String component,
            @RestQuery @Nullable String verdict) {
        var wanted = verdict == null ? null : Queries.oneOf(Verdict.class, "verdict", verdict);
        return Items.all(CellView.all(topics.view(), viewer.audience()).stream()
                .filter(cell -> region == null || region.equals(cell.cell().region()))
                .filter(cell ->
                        component == null || component.equals(cell.cell().component()))
                .filter(cell -> wanted == null || wanted == cell.verdict())
                .toList());
    }
}
