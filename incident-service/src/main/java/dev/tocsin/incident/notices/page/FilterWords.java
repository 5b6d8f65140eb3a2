package dev.tocsin.incident.notices.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.incident.notices.NoticeSearch;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Filters in addresses and forms.
final class FilterWords {

    private static final List<String> CHANNELS = Stream.of(Channel.values())
            .map(channel -> channel.name().toLowerCase(Locale.ROOT))
            .toList();

    private FilterWords() {}

    static List<String> channels() {
        return CHANNELS;
    }

    /// An empty field was not filled in.
    static @Nullable String orNull(@Nullable String entered) {
        return entered == null || entered.isBlank() ? null : entered.strip();
    }

    static void add(UriBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.queryParam(name, URLEncoder.encode(value, UTF_8));
        }
    }

    /// An address with the search in it.
    static UriBuilder of(String path, NoticeSearch search) {
        var address = UriBuilder.fromPath(path);
        add(address, "incident", search.incident());
        add(address, "subscription", search.subscription());
        add(address, "channel", search.channel());
        add(address, "state", search.state());
        return address;
    }
}
