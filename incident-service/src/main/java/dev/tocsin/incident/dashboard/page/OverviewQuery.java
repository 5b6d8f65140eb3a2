package dev.tocsin.incident.dashboard.page;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.dashboard.GridFilter;
import dev.tocsin.incident.dashboard.GridFilterReader;
import dev.tocsin.incident.dashboard.GridFilterReader.FilterQuery;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The filter in the address of the overview.
final class OverviewQuery {

    @RestQuery
    @Nullable
    String q;

    @RestQuery
    @Nullable
    String region;

    @RestQuery
    @Nullable
    String component;

    @RestQuery
    @Nullable
    String group;

    @RestQuery
    @Nullable
    String status;

    @RestQuery
    @Nullable
    String sort;

    @RestQuery
    @Nullable
    String mine;

    GridFilter filter(Catalog catalog) {
        var read = GridFilterReader.read(new FilterQuery(q, region, component, group, status, sort, mine), catalog);
        if (!read.errors().isEmpty()) {
            throw Declined.of(
                    Status.BAD_REQUEST, Problem.ofFields(read.errors()).detail() + ".", read.errors());
        }
        return read.filter();
    }
}
