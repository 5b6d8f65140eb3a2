package dev.tocsin.incident.dashboard.page;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.incident.dashboard.OpsPage;
import dev.tocsin.incident.dashboard.WorldMap;
import dev.tocsin.incident.trust.html.Fragments;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pagestream.Broadcast;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LivePages;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
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

    private final Clock clock;
    private final Broadcast<OpsPage> live;

    OpsPages(Broadcasts broadcasts, CurrentOverview uptime, Clock clock) {
        this.clock = clock;
        this.live =
                broadcasts.of(new Patches<>((view, now) -> OpsPage.of(view, uptime.current(), now), OpsPages::content));
    }

    @GET
    @PermissionsAllowed(Permissions.STATUS_READ)
    public TemplateInstance page() {
        var shown = live.shown();
        return OpsTemplates.page(shown.picture(), shown.revision(), clock.instant());
    }

    @GET
    @PermissionsAllowed(Permissions.STATUS_READ)
    @Path("live")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@RestQuery(LivePages.KNOWN) @Nullable String known, Sse sse) {
        return live.join(known, sse);
    }

    private static TemplateInstance content(OpsPage page, String element, Instant now) {
        return switch (element) {
            case "sight" -> OpsTemplates.sight(page.sight());
            case "alerts" -> OpsTemplates.alerts(page.alerts(), page.zone(), now);
            case "open" -> OpsTemplates.incidents(page.open(), page.zone(), now);
            case "planned" -> Fragments.planned(page.planned(), page.zone(), now);
            case "recent" -> Fragments.recent(page.recent(), OpsPage.INCIDENT, page.zone(), now);
            case "map" -> OpsTemplates.map(page.map());
            case "vantage-points" -> OpsTemplates.vantagePoints(page.vantagePoints(), page.zone(), now);
            case "grid" -> OpsTemplates.components(page.grid(), page.zone(), now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class OpsTemplates {

        private OpsTemplates() {}

        static native TemplateInstance page(OpsPage page, String revision, Instant now);

        static native TemplateInstance sight(String sight);

        static native TemplateInstance alerts(List<AlertRaised> alerts, ZoneId zone, Instant now);

        static native TemplateInstance incidents(List<IncidentSnapshot> incidents, ZoneId zone, Instant now);

        static native TemplateInstance vantagePoints(List<VantagePointView> vantagePoints, ZoneId zone, Instant now);

        static native TemplateInstance components(Grid grid, ZoneId zone, Instant now);

        static native TemplateInstance map(WorldMap map);
    }
}
