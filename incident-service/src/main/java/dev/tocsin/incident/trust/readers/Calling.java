package dev.tocsin.incident.trust.readers;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The page's name and address, and the zone of its times.
///
/// @param url the URL at which readers reach the page, without a slash at its end
/// @param host used in ids of entries and windows; it stays when the page moves
/// @param zone the zone in which times are written
public record Calling(String name, String url, String host, ZoneId zone) {

    private static final String LOCAL = "http://localhost:8080";

    /// @param site the URL at which readers reach the page; null to take the address in the catalog
    static Calling of(Catalog catalog, @Nullable URI site) {
        var named = catalog.page().map(PageDefined::url);
        var url = site == null ? named.orElse(LOCAL) : site.toString();
        var host = URI.create(named.orElse(url)).getHost();
        var zone = DisplayNames.zone(catalog);
        return new Calling(
                Text.safe(DisplayNames.page(catalog)),
                url.replaceFirst("/+$", ""),
                host == null ? "localhost" : host,
                zone.equals(ZoneOffset.UTC) ? ZoneId.of("Etc/UTC") : zone);
    }

    public String incident(String id) {
        return url + "/incidents/" + id;
    }

    public String maintenance(String window) {
        return url + "/maintenance/" + window;
    }

    OffsetDateTime moment(Instant at) {
        return at.atZone(zone).toOffsetDateTime();
    }

    @Nullable
    OffsetDateTime momentOrNull(@Nullable Instant at) {
        return at == null ? null : moment(at);
    }
}
