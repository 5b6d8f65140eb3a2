package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The product's name, address and looks for its customers, and its operators.
///
/// @param timeZone an IANA zone, `Etc/UTC` unless stated otherwise
/// @param operators `mailto:` addresses that are alerted to Tocsin's own troubles
/// @param accent the colour of links; null for the one that Tocsin has
/// @param links further links at the foot of public pages; null from writers that did not know of them
/// @param operatorChannels where operators are notified of incidents; null from writers that did not know of them
public record PageDefined(
        long version,
        @JsonProperty("definedAt") Instant time,
        String name,
        String url,
        String timeZone,
        List<String> operators,
        @Nullable Accent accent,
        @Nullable List<FooterLink> links,
        @Nullable List<OperatorChannel> operatorChannels)
        implements CatalogEvent {

    /// Colours such as `#2b59c3`, each readable on the surfaces of its theme.
    public record Accent(String light, String dark) {}

    /// @param to an `https:` or `mailto:` address
    public record FooterLink(String text, String to) {}

    /// A page that looks as Tocsin does.
    public PageDefined(long version, Instant time, String name, String url, String timeZone, List<String> operators) {
        this(version, time, name, url, timeZone, operators, null, null, null);
    }

    /// A page whose operators are only alerted to Tocsin's own troubles.
    public PageDefined(
            long version,
            Instant time,
            String name,
            String url,
            String timeZone,
            List<String> operators,
            @Nullable Accent accent,
            @Nullable List<FooterLink> links) {
        this(version, time, name, url, timeZone, operators, accent, links, null);
    }

    @Override
    public String key() {
        return "page/page";
    }
}
