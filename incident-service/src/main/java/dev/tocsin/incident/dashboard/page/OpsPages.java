package dev.tocsin.incident.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.dashboard.FilterForm;
import dev.tocsin.incident.dashboard.GridFilter;
import dev.tocsin.incident.dashboard.OpsPage;
import dev.tocsin.incident.dashboard.OverviewGrid;
import dev.tocsin.incident.dashboard.SelfMonitoring;
import dev.tocsin.incident.dashboard.WorldMap;
import dev.tocsin.incident.notices.CurrentNoticeQueue;
import dev.tocsin.incident.trust.html.Fragments;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.pagestream.Broadcast;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LiveStreams;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The operators' page.
@Path("/ops")
@Produces(MediaType.TEXT_HTML)
class OpsPages {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    /// The place of the grid in the page; no other text of a page has markup.
    private static final RawString GRID = new RawString("<!-- grid -->");

    private final CurrentCatalog catalog;
    private final Caller reader;
    private final WallPages wall;
    private final Clock clock;
    private final Broadcast<OpsPage> live;
    private final RenderedGrids grids = new RenderedGrids();

    OpsPages(
            Broadcasts broadcasts,
            CurrentOverview uptime,
            CurrentNoticeQueue notices,
            CurrentCatalog catalog,
            Caller reader,
            WallPages wall,
            Clock clock) {
        this.catalog = catalog;
        this.reader = reader;
        this.wall = wall;
        this.clock = clock;
        this.live = broadcasts.of(new Patches<>(
                (view, now) -> OpsPage.of(view, uptime.current(), notices.current(), now), OpsPages::content));
    }

    /// With a parameter `wall`, of whatever value, the page is for a screen on a wall.
    @GET
    @PermissionsAllowed(Permissions.STATUS_READ)
    @Produces(HTML)
    public byte[] page(@BeanParam OverviewQuery query, @Context HttpServerRequest http) {
        if (http.params().contains("wall")) {
            return wall.page().render().getBytes(UTF_8);
        }
        var filter = query.filter(catalog.get());
        var shown = live.shown();
        return page(shown.picture(), shown.revision(), filter, clock.instant());
    }

    private byte[] page(OpsPage page, String revision, GridFilter filter, Instant now) {
        var person = reader.name();
        var cells = page.cells();
        var masked = filter.equals(GridFilter.ALL) ? cells : cells.with(filter.of(cells.grid(), page.cellsOf(person)));
        var frame = OpsTemplates.page(page, revision, new FilterForm(filter, person, masked.grid()), GRID, now)
                .render();
        var grid = filter.mine() ? html(masked, page, now) : grids.of(page, filter, () -> html(masked, page, now));
        return framed(frame, grid);
    }

    /// Puts the grid in its place as the bytes that all readers share: as text in the page, a megabyte of marks would
    /// be
    /// copied a dozen times for each reader.
    private static byte[] framed(String frame, byte[] grid) {
        var place = frame.indexOf(GRID.getValue());
        var before = frame.substring(0, place).getBytes(UTF_8);
        var after = frame.substring(place + GRID.getValue().length()).getBytes(UTF_8);
        return ByteBuffer.allocate(before.length + grid.length + after.length)
                .put(before)
                .put(grid)
                .put(after)
                .array();
    }

    private static byte[] html(OverviewGrid cells, OpsPage page, Instant now) {
        return cells.isDense()
                ? MarksHtml.of(cells)
                : OpsTemplates.components(cells, page.zone(), now).render().getBytes(UTF_8);
    }

    @GET
    @PermissionsAllowed(Permissions.STATUS_READ)
    @Path("live")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@RestQuery(LiveStreams.KNOWN) @Nullable String known, Sse sse) {
        return live.join(known, sse);
    }

    private static TemplateInstance content(OpsPage page, String element, Instant now) {
        return switch (element) {
            case "sight" -> OpsTemplates.sight(page.monitoring(), page.zone(), now);
            case "alerts" -> OpsTemplates.alerts(page.alerts(), page.zone(), now);
            case "open" -> OpsTemplates.incidents(page.open(), null, page.zone(), now);
            case "planned" -> Fragments.planned(page.planned(), page.zone(), now);
            case "recent" -> Fragments.recent(page.recent(), OpsPage.INCIDENT, page.zone(), now);
            case "map" -> OpsTemplates.map(page.map());
            case "monitoring" -> OpsTemplates.monitoring(page.monitoring(), page.zone(), now);
            case "vantage-points" -> OpsTemplates.vantagePoints(page.vantagePoints(), page.zone(), now);
            case "grid" -> OpsTemplates.components(page.cells(), page.zone(), now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class OpsTemplates {

        private OpsTemplates() {}

        /// @param grid the cells as HTML, or what marks their place
        static native TemplateInstance page(
                OpsPage page, String revision, FilterForm form, RawString grid, Instant now);

        static native TemplateInstance sight(SelfMonitoring monitoring, ZoneId zone, Instant now);

        static native TemplateInstance monitoring(SelfMonitoring monitoring, ZoneId zone, Instant now);

        static native TemplateInstance alerts(List<AlertRaised> alerts, ZoneId zone, Instant now);

        /// @param only the person whose incidents are shown; null for all
        static native TemplateInstance incidents(
                List<IncidentSnapshot> incidents, @Nullable String only, ZoneId zone, Instant now);

        static native TemplateInstance vantagePoints(List<VantagePointView> vantagePoints, ZoneId zone, Instant now);

        static native TemplateInstance components(OverviewGrid cells, ZoneId zone, Instant now);

        static native TemplateInstance map(WorldMap map);
    }
}
