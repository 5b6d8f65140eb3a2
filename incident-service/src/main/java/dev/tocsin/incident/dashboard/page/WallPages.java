package dev.tocsin.incident.dashboard.page;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.dashboard.OverviewGrid;
import dev.tocsin.incident.dashboard.WallPage;
import dev.tocsin.incident.dashboard.page.OpsPages.OpsTemplates;
import dev.tocsin.incident.notices.CurrentNoticeQueue;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.pagestream.Broadcast;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LiveStreams;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
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

/// The overview on a wall; [OpsPages] has its address.
@Path("/ops/wall")
class WallPages {

    private final Clock clock;
    private final Broadcast<WallPage> live;

    WallPages(Broadcasts broadcasts, CurrentOverview uptime, CurrentNoticeQueue notices, Clock clock) {
        this.clock = clock;
        this.live = broadcasts.of(new Patches<>(
                (view, now) -> WallPage.of(view, uptime.current(), notices.current(), now), WallPages::content));
    }

    TemplateInstance page() {
        var shown = live.shown();
        return WallTemplates.wall(shown.picture(), shown.revision(), clock.instant());
    }

    @GET
    @PermissionsAllowed(Permissions.STATUS_READ)
    @Path("live")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@RestQuery(LiveStreams.KNOWN) @Nullable String known, Sse sse) {
        return live.join(known, sse);
    }

    private static TemplateInstance content(WallPage page, String element, Instant now) {
        return switch (element) {
            case "sight" -> OpsTemplates.sight(page.monitoring(), page.zone(), now);
            case "open" -> WallTemplates.wallIncidents(page.shown(), page.more(), page.zone(), now);
            case "grid" -> WallTemplates.marks(page.cells());
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class WallTemplates {

        private WallTemplates() {}

        static native TemplateInstance wall(WallPage page, String revision, Instant now);

        static native TemplateInstance wallIncidents(
                List<IncidentSnapshot> incidents, int more, ZoneId zone, Instant now);

        static native TemplateInstance marks(OverviewGrid cells);
    }
}
