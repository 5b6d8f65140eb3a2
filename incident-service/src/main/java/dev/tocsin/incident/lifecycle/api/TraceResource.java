package dev.tocsin.incident.lifecycle.api;

import dev.tocsin.incident.correlation.TraceEntry;
import dev.tocsin.incident.lifecycle.store.Trace;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Why an incident is as it is; for operators.
@Path("/api/v1/incidents/{id}/trace")
@RolesAllowed("operator")
public class TraceResource {

    private static final int PAGE = 500;

    private final Trace trace;

    TraceResource(Trace trace) {
        this.trace = trace;
    }

    /// @param next the `after` of the next page; null on the last
    public record Page(List<TraceEntry> items, @Nullable Long next) {}

    /// In the order of the decisions: which input, which rule, which numbers.
    @GET
    public Page trace(@RestPath String id, @QueryParam("after") @DefaultValue("0") long after) throws SQLException {
        var entries = trace.of(id, after, PAGE);
        return new Page(
                entries.stream().map(Trace.Entry::entry).toList(),
                entries.size() < PAGE ? null : entries.getLast().id());
    }
}
