package dev.tocsin.incident.notices.page;

import dev.tocsin.incident.notices.NoticeSearch;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// The filter of deliveries, as it stands in an address.
final class NoticeQuery {

    @QueryParam("incident")
    @Nullable
    String incident;

    @QueryParam("subscription")
    @Nullable
    String subscription;

    @QueryParam("channel")
    @Nullable
    String channel;

    @QueryParam("state")
    @Nullable
    String state;

    NoticeSearch search() {
        return read(incident, subscription, channel, state);
    }

    private static NoticeSearch read(
            @Nullable String incident,
            @Nullable String subscription,
            @Nullable String channel,
            @Nullable String state) {
        return new NoticeSearch(
                FilterWords.orNull(incident),
                FilterWords.orNull(subscription),
                FilterWords.orNull(channel),
                FilterWords.orNull(state));
    }

    /// The same, as it stands in a form.
    static final class NoticeFields {

        @FormParam("incident")
        @Nullable
        String incident;

        @FormParam("subscription")
        @Nullable
        String subscription;

        @FormParam("channel")
        @Nullable
        String channel;

        @FormParam("state")
        @Nullable
        String state;

        NoticeSearch search() {
            return read(incident, subscription, channel, state);
        }
    }
}
