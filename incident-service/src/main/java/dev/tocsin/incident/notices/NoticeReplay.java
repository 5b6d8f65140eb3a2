package dev.tocsin.incident.notices;

import org.jspecify.annotations.Nullable;

/// The deliveries that were given up and are to be replayed; a field that is null matches all.
///
/// @param most the number to replay at once
public record NoticeReplay(
        @Nullable String incident,
        @Nullable String subscription,
        @Nullable String channel,
        int most) {

    /// The most that notifier-service replays at once.
    public static final int MOST = 1_000;

    public static NoticeReplay of(NoticeSearch search) {
        return new NoticeReplay(search.incident(), search.subscription(), search.channel(), MOST);
    }
}
