package dev.tocsin.incident.operations.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.operations.EarlierIncidents;
import dev.tocsin.incident.postgres.DatabaseGuard;
import dev.tocsin.incident.writer.PastIncidents;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Goes on where the list of incidents ends, from the database.
@Path("/ops/incidents/earlier")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class EarlierIncidentPages {

    private static final Pattern ID = Pattern.compile("[0-9a-z]{12}");

    private final PastIncidents past;
    private final DatabaseGuard database;
    private final CurrentCatalog catalog;
    private final Clock clock;

    EarlierIncidentPages(PastIncidents past, DatabaseGuard database, CurrentCatalog catalog, Clock clock) {
        this.past = past;
        this.database = database;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// @param before the id of the incident after which to go on; missing to begin with the newest
    @GET
    public TemplateInstance page(@RestQuery @Nullable String before) {
        var now = clock.instant();
        var earlier = database.asEmpty(() -> before == null ? read(null, now) : readBefore(before));
        return EarlierIncidentTemplates.earlier(
                earlier.orElse(null), DisplayNames.page(catalog.get()), DisplayNames.zone(catalog.get()), now);
    }

    /// The start of that incident bounds the read, however far back the page is.
    private EarlierIncidents readBefore(String before) {
        var last = Optional.of(before)
                .filter(id -> ID.matcher(id).matches())
                .flatMap(past::one)
                .orElseThrow(() -> Declined.notFound("There is no incident %s.".formatted(before)));
        return read(before, last.startedAt());
    }

    /// @param latest the latest start that counts
    private EarlierIncidents read(@Nullable String before, Instant latest) {
        return EarlierIncidents.of(past.started(Instant.EPOCH, latest.plusMillis(1), before, EarlierIncidents.READ));
    }

    @CheckedTemplate(basePath = "operations")
    static final class EarlierIncidentTemplates {

        private EarlierIncidentTemplates() {}

        /// @param earlier null while the database does not answer
        static native TemplateInstance earlier(
                @Nullable EarlierIncidents earlier, String name, ZoneId zone, Instant now);
    }
}
