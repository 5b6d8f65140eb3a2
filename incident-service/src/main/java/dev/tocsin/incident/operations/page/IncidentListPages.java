package dev.tocsin.incident.operations.page;

import dev.tocsin.incident.dashboard.View;
import dev.tocsin.incident.operations.IncidentList;
import dev.tocsin.incident.operations.IncidentList.ListedState;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The list of incidents, with a search that stands in the address.
@Path("/ops/incidents")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class IncidentListPages {

    private final CurrentView live;
    private final Caller caller;
    private final Clock clock;

    IncidentListPages(CurrentView live, Caller caller, Clock clock) {
        this.live = live;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param q the words to search for
    /// @param state `open`, `over`, or all
    /// @param after the id of the incident after which to go on
    @GET
    public TemplateInstance page(
            @RestQuery @Nullable String q, @RestQuery @Nullable String state, @RestQuery @Nullable String after) {
        var now = clock.instant();
        var query = Objects.requireNonNullElse(q, "");
        var list = IncidentList.of(live.view(), query, ListedState.named(state), after, now);
        return IncidentListTemplates.incidents(list, older(list), caller.may(Permissions.INCIDENTS_WRITE), now);
    }

    private static @Nullable String older(IncidentList list) {
        return list.next() == null
                ? null
                : UriBuilder.fromPath(View.INCIDENTS.path())
                        .queryParam("q", "{q}")
                        .queryParam("state", "{state}")
                        .queryParam("after", "{after}")
                        .build(list.query(), list.state().id(), list.next())
                        .toString();
    }

    @CheckedTemplate(basePath = "operations")
    static final class IncidentListTemplates {

        private IncidentListTemplates() {}

        /// @param older the path of the next page, or null
        /// @param mayOpen whether the reader may open incidents
        static native TemplateInstance incidents(
                IncidentList list, @Nullable String older, boolean mayOpen, Instant now);
    }
}
