package dev.tocsin.incident.notices.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.notices.IncidentNotices;
import dev.tocsin.incident.notices.NotifierAnswer.Unreachable;
import dev.tocsin.incident.notices.NotifierTrouble;
import dev.tocsin.incident.notices.rest.CountedNotices;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// How many notices of an incident were sent: a part of the incident's page that is loaded by itself, so that a silent
/// notifier delays nothing else, and the same as a page, for readers without script.
@Path("/ops/notifications")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class NotificationPages {

    private final CountedNotices counted;
    private final CurrentCatalog catalog;
    private final Caller caller;
    private final Clock clock;

    NotificationPages(CountedNotices counted, CurrentCatalog catalog, Caller caller, Clock clock) {
        this.counted = counted;
        this.catalog = catalog;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param notices null while notifier-service does not answer
    /// @param mayRead whether the reader may see each of them
    record NotifiedIncident(
            String incident,
            @Nullable IncidentNotices notices,
            @Nullable NotifierTrouble trouble,
            boolean mayRead,
            ZoneId zone) {}

    @GET
    public TemplateInstance page(@RestQuery @DefaultValue("") String incident) {
        return NotificationTemplates.notifications(read(incident), clock.instant());
    }

    @GET
    @Path("part")
    public TemplateInstance part(@RestQuery @DefaultValue("") String incident) {
        return NotificationTemplates.figures(read(incident), clock.instant());
    }

    private NotifiedIncident read(String incident) {
        var answer = NotifierForms.shown(
                counted.of(NotifierForms.id(incident)).await().indefinitely());
        return new NotifiedIncident(
                incident,
                answer.asOptional().orElse(null),
                answer instanceof Unreachable<?>(var trouble) ? trouble : null,
                caller.may(Permissions.DELIVERIES_READ),
                DisplayNames.zone(catalog.get()));
    }

    @CheckedTemplate(basePath = "notices")
    static final class NotificationTemplates {

        private NotificationTemplates() {}

        static native TemplateInstance notifications(NotifiedIncident page, Instant now);

        static native TemplateInstance figures(NotifiedIncident page, Instant now);
    }
}
