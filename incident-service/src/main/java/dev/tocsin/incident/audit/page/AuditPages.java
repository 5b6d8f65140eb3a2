package dev.tocsin.incident.audit.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.audit.AuditEntry;
import dev.tocsin.incident.audit.store.StoredAudit;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.support.access.Permissions;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The audit log, the latest first.
@Path("/ops/audit")
@PermissionsAllowed(Permissions.ACCESS_WRITE)
@Blocking
@Produces(MediaType.TEXT_HTML)
class AuditPages {

    private static final int PAGE = 100;

    private final StoredAudit audit;
    private final CurrentCatalog catalog;
    private final Clock clock;

    AuditPages(StoredAudit audit, CurrentCatalog catalog, Clock clock) {
        this.audit = audit;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// @param earlier the id before which the next page goes on, or null on the last page
    record AuditPage(List<AuditEntry> entries, @Nullable Long earlier) {}

    @GET
    public TemplateInstance page(@RestQuery @Nullable Long before) {
        var entries = audit.page(before == null ? Long.MAX_VALUE : before, PAGE + 1);
        var isLast = entries.size() <= PAGE;
        var shown = isLast ? entries : entries.subList(0, PAGE);
        return AuditTemplates.page(
                new AuditPage(shown, isLast ? null : shown.getLast().id()),
                DisplayNames.zone(catalog.get()),
                clock.instant());
    }

    @CheckedTemplate(basePath = "audit")
    static final class AuditTemplates {

        private AuditTemplates() {}

        static native TemplateInstance page(AuditPage audit, ZoneId zone, Instant now);
    }
}
