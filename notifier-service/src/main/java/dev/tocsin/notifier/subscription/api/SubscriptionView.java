package dev.tocsin.notifier.subscription.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.CustomHeaders;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A subscription as operators and its owner see it.
///
/// @param address the address of mail; of other channels the part that may be shown, such as `hooks.slack.com` or
///     `…4711`; left out for a webhook
/// @param url the URL of a webhook; left out for any other channel
/// @param headers the names of the custom headers of a webhook; left out for any other channel
/// @param timeZone null for the catalog's
/// @param digest the digest of mail: `hourly`, or the hour of a daily one, such as `08:00`; null for each notice at
///     once
/// @param reason why it was refused, or why it ended; null otherwise
public record SubscriptionView(
        String id,
        Channel channel,
        String state,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String address,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String url,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> headers,

        Set<String> regions,
        Set<String> components,
        Severity leastSeverity,
        boolean updates,
        boolean maintenance,
        String language,
        @Nullable String timeZone,
        @Nullable String digest,
        Instant createdAt,
        @Nullable String reason) {

    static SubscriptionView of(Subscription subscription) {
        var preferences = subscription.preferences();
        var zone = preferences.timeZone();
        var digest = preferences.digest();
        var shown = subscription.address().shown();
        var webhook = subscription.address() instanceof WebhookAddress address ? address : null;
        return new SubscriptionView(
                subscription.id(),
                subscription.channel(),
                name(subscription.state()),
                webhook == null ? shown : null,
                webhook == null ? null : shown,
                webhook == null ? null : names(webhook.headers()),
                new TreeSet<>(subscription.scope().regions()),
                new TreeSet<>(subscription.scope().components()),
                subscription.scope().leastSeverity(),
                preferences.updates(),
                preferences.maintenance(),
                preferences.language().tag(),
                zone == null ? null : zone.getId(),
                digest == null ? null : digest.text(),
                subscription.createdAt(),
                subscription.reason());
    }

    private static List<String> names(CustomHeaders headers) {
        return headers.headers().stream().map(CustomHeaders.Header::name).toList();
    }

    static String name(SubscriptionState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
