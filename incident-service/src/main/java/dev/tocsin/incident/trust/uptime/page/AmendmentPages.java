package dev.tocsin.incident.trust.uptime.page;

import static java.util.Comparator.comparingLong;

import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Amendment;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.postgres.DatabaseGuard;
import dev.tocsin.incident.trust.uptime.AmendmentResult.Done;
import dev.tocsin.incident.trust.uptime.AmendmentResult.Wrong;
import dev.tocsin.incident.trust.uptime.BudgetBurn;
import dev.tocsin.incident.trust.uptime.api.Amendments;
import dev.tocsin.incident.trust.uptime.store.Months;
import dev.tocsin.incident.trust.uptime.store.UptimeStore;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Error budgets for operators, and amendments of what was measured.
@Path("/ops/uptime")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class AmendmentPages {

    private static final int MOST = 50;

    private final Months months;
    private final UptimeStore store;
    private final DatabaseGuard database;
    private final Amendments amendments;
    private final CurrentCatalog catalog;
    private final Caller caller;

    AmendmentPages(
            Months months,
            UptimeStore store,
            DatabaseGuard database,
            Amendments amendments,
            CurrentCatalog catalog,
            Caller caller) {
        this.months = months;
        this.store = store;
        this.database = database;
        this.amendments = amendments;
        this.catalog = catalog;
        this.caller = caller;
    }

    /// @param burns null while the database is away
    /// @param latest the latest amendments first
    /// @param more whether there are earlier ones
    record UptimeBoard(
            @Nullable List<BudgetBurn> burns, List<Amendment> latest, boolean more, ZoneId zone, boolean mayWrite) {}

    /// @param cells the cells with which the form begins, and so on
    /// @param done present after an amendment
    @GET
    public TemplateInstance page(
            @RestQuery @Nullable String cells,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String done) {
        return page(AmendmentEntries.of(cells, from, to, null, null), FormErrors.NONE, done != null);
    }

    @POST
    @PermissionsAllowed(Permissions.UPTIME_WRITE)
    @Path("amend")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response amend(
            @RestForm @Nullable String cells,
            @RestForm @Nullable String from,
            @RestForm @Nullable String to,
            @RestForm @Nullable String verdict,
            @RestForm @Nullable String reason) {
        var entries = AmendmentEntries.of(cells, from, to, verdict, reason);
        return switch (amendments.add(entries.body(catalog.get(), zone()), caller.name())) {
            case Done _ ->
                Response.seeOther(URI.create("/ops/uptime?done=amended")).build();
            case Wrong(var errors) ->
                Response.status(Response.Status.BAD_REQUEST)
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(page(entries, FormErrors.ofFields(AmendmentEntries.LABELS, errors), false))
                        .build();
        };
    }

    private TemplateInstance page(AmendmentEntries entries, FormErrors errors, boolean done) {
        var mayWrite = caller.may(Permissions.UPTIME_WRITE);
        var board = database.asEmpty(() -> read(mayWrite))
                .orElseGet(() -> new UptimeBoard(null, List.of(), false, zone(), false));
        return AmendmentTemplates.board(board, entries, errors, Verdict.values(), done);
    }

    private UptimeBoard read(boolean mayWrite) {
        var latest = store.amendments().stream()
                .sorted(comparingLong(Amendment::id).reversed())
                .limit(MOST + 1)
                .toList();
        return new UptimeBoard(
                months.burns(), latest.stream().limit(MOST).toList(), latest.size() > MOST, zone(), mayWrite);
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog.get());
    }

    @CheckedTemplate(basePath = "uptime")
    static final class AmendmentTemplates {

        private AmendmentTemplates() {}

        static native TemplateInstance board(
                UptimeBoard board, AmendmentEntries entries, FormErrors errors, Verdict[] verdicts, boolean done);
    }
}
