package dev.tocsin.incident.notices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A subscription as notifier-service shows it to operators.
///
/// @param state `pending`, `confirmed`, `refused` or `left`
/// @param address of mail; of other channels the part that may be shown; null for a webhook
/// @param url of a webhook, or null
/// @param regions empty for all
/// @param components empty for all
/// @param digest `hourly`, or the hour of a daily one, such as `08:00`; null for each notice at once
/// @param reason why it was refused, or why it ended; null otherwise
public record SubscriberRow(
        String id,
        Channel channel,
        String state,
        @Nullable String address,
        @Nullable String url,
        List<String> regions,
        List<String> components,
        Severity leastSeverity,
        @JsonProperty("updates") boolean getsUpdates,
        @JsonProperty("maintenance") boolean getsMaintenance,
        String language,
        @Nullable String timeZone,
        @Nullable String digest,
        Instant createdAt,
        @Nullable String reason) {

    /// The address as far as it may be shown.
    public String shown() {
        return Objects.requireNonNullElse(url, Objects.requireNonNullElse(address, "no address"));
    }

    /// Such as `email`.
    public String channelWord() {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    public String word() {
        return Labels.of(state);
    }

    public boolean isOver() {
        return state.equals("left") || state.equals("refused");
    }
}
