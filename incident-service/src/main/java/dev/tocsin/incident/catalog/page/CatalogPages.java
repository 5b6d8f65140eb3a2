package dev.tocsin.incident.catalog.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.catalog.CatalogListing;
import dev.tocsin.incident.catalog.CatalogTrial;
import dev.tocsin.incident.catalog.CatalogTrial.InvalidTrial;
import dev.tocsin.incident.catalog.CatalogTrial.ValidTrial;
import dev.tocsin.incident.catalog.CurrentCatalog;
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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The catalog as it was last published, and a dry run of a file that would replace it. The instances that have
/// the file publish it.
@Path("/ops/catalog")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class CatalogPages {

    private static final int MOST_COMPONENTS = 100;
    private static final int MOST_DIFFERENCES = 200;

    private final CurrentCatalog catalog;
    private final Clock clock;

    CatalogPages(CurrentCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /// A file that was tried; one of `valid` and `invalid` is null.
    ///
    /// @param most how many problems, and how many differences of each kind, are listed
    record TriedFile(
            String text,
            @Nullable ValidTrial valid,
            @Nullable InvalidTrial invalid,
            int most) {

        static TriedFile of(String text, CatalogTrial trial) {
            return switch (trial) {
                case ValidTrial valid -> new TriedFile(text, valid, null, MOST_DIFFERENCES);
                case InvalidTrial invalid -> new TriedFile(text, null, invalid, MOST_DIFFERENCES);
            };
        }
    }

    /// @param find text that the listed components contain
    @GET
    public TemplateInstance page(@RestQuery @Nullable String find) {
        return page(Objects.requireNonNullElse(find, "").strip(), null);
    }

    @POST
    @Path("try")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance tryFile(@RestForm @Nullable String file) {
        var text = Objects.requireNonNullElse(file, "");
        return page("", TriedFile.of(text, CatalogTrial.of(text, catalog.get(), clock.instant())));
    }

    private TemplateInstance page(String find, @Nullable TriedFile tried) {
        var known = catalog.get();
        var listing = CatalogListing.of(known, find, MOST_COMPONENTS);
        return CatalogTemplates.listing(listing, find, tried, DisplayNames.zone(known), clock.instant());
    }

    @CheckedTemplate(basePath = "catalog")
    static final class CatalogTemplates {

        private CatalogTemplates() {}

        static native TemplateInstance listing(
                CatalogListing listing, String find, @Nullable TriedFile tried, ZoneId zone, Instant now);
    }
}
