package dev.tocsin.incident.statuspage.page;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.dashboard.Grid;
import dev.tocsin.incident.dashboard.api.Viewer;
import dev.tocsin.incident.dashboard.page.Fragments;
import dev.tocsin.incident.dashboard.page.Patches;
import dev.tocsin.incident.dashboard.stream.Broadcast;
import dev.tocsin.incident.dashboard.stream.Broadcasts;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.Incidents;
import dev.tocsin.incident.live.topic.LiveTopics;
import dev.tocsin.incident.recurrence.Recurrence;
import dev.tocsin.incident.recurrence.store.Recurrences;
import dev.tocsin.incident.statuspage.IncidentPage;
import dev.tocsin.incident.statuspage.StatusPage;
import dev.tocsin.incident.uptime.MonthReport;
import dev.tocsin.incident.uptime.scheduler.Overviews;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The public pages.
@Path("/")
@Produces(MediaType.TEXT_HTML)
class StatusPages {

    private final LiveTopics topics;
    private final Viewer viewer;
    private final Recurrences recurrences;
    private final Overviews uptime;
    private final Clock clock;
    private final Broadcast<StatusPage> live;
    private final @Nullable URI subscribe;

    /// @param notifier where customers subscribe; without it the page does not offer that
    StatusPages(
            LiveTopics topics,
            Viewer viewer,
            Recurrences recurrences,
            Overviews uptime,
            Broadcasts broadcasts,
            Clock clock,
            @ConfigProperty(name = "tocsin.notifier.url") Optional<URI> notifier) {
        this.topics = topics;
        this.viewer = viewer;
        this.recurrences = recurrences;
        this.uptime = uptime;
        this.clock = clock;
        this.live = broadcasts.of(
                new Patches<>((view, now) -> StatusPage.of(view, uptime.current(), now), StatusPages::content));
        this.subscribe = notifier.map(url -> url.resolve("/subscriptions")).orElse(null);
    }

    @GET
    public TemplateInstance page() {
        var now = clock.instant();
        return Templates.page(StatusPage.of(topics.view(), uptime.current(), now), subscribe, now);
    }

    @GET
    @Path("live")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(Sse sse) {
        return live.join(sse);
    }

    /// Operators read there also what only they may see.
    @GET
    @Path("incidents/{id}")
    public TemplateInstance incident(@RestPath String id) throws SQLException {
        var audience = viewer.audience();
        var recurring = audience == Audience.OPERATORS ? recurrences.of(id) : List.<Recurrence>of();
        var incident = Incidents.one(topics.view(), audience, id).orElseThrow(NotFoundException::new);
        return Templates.incident(
                IncidentPage.of(topics.view(), incident, recurring), audience == Audience.OPERATORS, clock.instant());
    }

    private static TemplateInstance content(StatusPage page, String element, Instant now) {
        return switch (element) {
            case "open" -> Templates.incidents(page.open(), page.zone(), now);
            case "planned" -> Fragments.planned(page.planned(), page.zone(), now);
            case "recent" -> Fragments.recent(page.recent(), StatusPage.INCIDENT, page.zone(), now);
            case "months" -> Templates.months(page.months());
            case "grid" -> Templates.components(page.grid(), page.zone(), now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "statuspage")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance page(StatusPage page, @Nullable URI subscribe, Instant now);

        static native TemplateInstance incident(IncidentPage page, boolean operator, Instant now);

        static native TemplateInstance incidents(List<IncidentSnapshot> incidents, ZoneId zone, Instant now);

        static native TemplateInstance months(List<MonthReport> months);

        static native TemplateInstance components(Grid grid, ZoneId zone, Instant now);
    }
}
