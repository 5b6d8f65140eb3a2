package dev.tocsin.incident.replay.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.replay.ReplayRequest;
import dev.tocsin.incident.replay.ReplayRun;
import dev.tocsin.incident.replay.Replays;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Shows what would have differed with other settings. Everything that is asked stands in the address.
@Path("/ops/replay")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class ReplayPages {

    private static final String LOAD_AGAIN = "Refresh";
    private static final int SECONDS = 2;

    private final Replays replays;
    private final CurrentCatalog catalog;
    private final CurrentView live;
    private final Clock clock;

    ReplayPages(Replays replays, CurrentCatalog catalog, CurrentView live, Clock clock) {
        this.replays = replays;
        this.catalog = catalog;
        this.live = live;
        this.clock = clock;
    }

    /// Asked by `incident`, `cell`, `from`, `to`, and by settings such as `checks.confirmations`.
    @GET
    public Response page(@Context UriInfo address) {
        var running = catalog.get();
        var entries = ReplayEntries.of(address.getQueryParameters());
        var reading = entries.read(running, live.view(), clock.instant());
        return switch (reading) {
            case ReplayReading.Asked(var _, var filled)
            when !filled.equals(entries) -> Response.seeOther(filled.address()).build();
            case ReplayReading.Asked(var request, var filled) -> answer(200, filled, FormErrors.NONE, request);
            case ReplayReading.Empty(var filled) -> answer(200, filled, FormErrors.NONE, null);
            case ReplayReading.Mistaken(var errors) -> answer(entries.asksNothing() ? 200 : 400, entries, errors, null);
        };
    }

    private Response answer(int status, ReplayEntries entries, FormErrors errors, @Nullable ReplayRequest request) {
        var run = request == null ? null : replays.of(request);
        var response = Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(ReplayTemplates.replay(
                        new ReplayPage(entries, errors, SettingEntry.all(catalog.get(), entries), request, run, zone()),
                        clock.instant()));
        if (run instanceof ReplayRun.Underway || run instanceof ReplayRun.Occupied) {
            response.header(LOAD_AGAIN, SECONDS);
        }
        return response.build();
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog.get());
    }

    @CheckedTemplate(basePath = "replay")
    static final class ReplayTemplates {

        private ReplayTemplates() {}

        static native TemplateInstance replay(ReplayPage page, Instant now);
    }
}
