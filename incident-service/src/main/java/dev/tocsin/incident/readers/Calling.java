package dev.tocsin.incident.readers;

import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.live.Names;
import dev.tocsin.support.text.Text;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// How the page calls itself, and tells times.
///
/// @param url without a slash at its end
/// @param zone in which times are told
public record Calling(String name, String url, ZoneId zone) {

    static Calling of(Catalog catalog) {
        var url = catalog.page().map(PageDefined::url).orElse("http://localhost:8080");
        var zone = Names.zone(catalog);
        return new Calling(
                Text.safe(Names.page(catalog)),
                url.replaceFirst("/+$", ""),
                zone.equals(ZoneOffset.UTC) ? ZoneId.of("Etc/UTC") : zone);
    }

    /// The host in ids of entries and windows.
    public String host() {
        var host = URI.create(url).getHost();
        return host == null ? "localhost" : host;
    }

    public String incident(String id) {
        return url + "/incidents/" + id;
    }

    OffsetDateTime moment(Instant at) {
        return at.atZone(zone).toOffsetDateTime();
    }

    @Nullable
    OffsetDateTime momentOrNull(@Nullable Instant at) {
        return at == null ? null : moment(at);
    }
}
