package dev.tocsin.incident.notices;

import dev.tocsin.contract.delivery.Channel;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A receiver that is slow, failing or paused.
///
/// @param unreachedSince the time since which every attempt has failed; null when one succeeded, late
/// @param pausedAt the time since which its notices are held; null when they are not
/// @param probeAt the time when one notice is tried next; null unless it is paused
/// @param waiting the number of notices that are due to it, held ones among them
public record ReceiverRow(
        String subscription,
        Channel channel,
        Instant failingSince,
        @Nullable Instant unreachedSince,
        @Nullable Instant pausedAt,
        @Nullable Instant probeAt,
        long waiting) {

    /// Such as `email`.
    public String channelWord() {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    /// `Paused`, `Failing` or `Slow`.
    public String word() {
        if (pausedAt != null) {
            return "Paused";
        }
        return unreachedSince == null ? "Slow" : "Failing";
    }
}
