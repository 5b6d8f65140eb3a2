package dev.tocsin.incident.trust.figures.api;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.trust.figures.FigureHistory;
import dev.tocsin.incident.trust.figures.FigureRequest;
import dev.tocsin.incident.trust.figures.FigureRequestReader;
import dev.tocsin.incident.trust.figures.FigureRequestReader.Query;
import dev.tocsin.incident.trust.figures.FigureRequestReader.Reading;
import dev.tocsin.incident.trust.figures.FigureSeries;
import dev.tocsin.incident.trust.figures.FigureStep;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/cells/{cell}/figures")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Tag(name = "Figures")
@SecurityRequirement(name = "operator-token")
class FigureResource {

    private final FigureHistory history;
    private final Clock clock;

    FigureResource(FigureHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /// @param from the beginning of the first slot
    /// @param to the end of the last slot
    /// @param items one for each check and vantage point
    /// @param next always null: an answer has all of it
    record CellFigures(
            Cell cell,
            Instant from,
            Instant to,
            FigureStep step,
            List<FigureSeries> items,
            @Nullable String next) {}

    @GET
    @Operation(summary = "Asks, failures and latencies of a cell's checks by vantage point", description = """
                    In minutes (`step=minute`, the default) or hours (`step=hour`). `from` is two hours or 7 days before \
                    `to` by default, and `to` is now; at most 1,500 steps. Figures appear about a minute after the end \
                    of their minute. A slot without asks is missing.""")
    public CellFigures figures(
            @RestPath String cell,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String check,
            @RestQuery @Nullable String vantagePoint,
            @RestQuery @DefaultValue("minute") String step) {
        var query = new Query(cell, from, to, check, vantagePoint, step);
        return switch (FigureRequestReader.read(query, clock.instant())) {
            case Reading.Read(var request) -> answer(request);
            case Reading.Wrong(var errors) ->
                throw new BadRequestException(Problems.response(Problem.ofFields(errors)));
        };
    }

    private CellFigures answer(FigureRequest request) {
        return new CellFigures(request.cell(), request.from(), request.to(), request.step(), history.of(request), null);
    }
}
