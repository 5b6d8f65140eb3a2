package dev.tocsin.notifier.subscription.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "tocsin.subscriptions")
public interface SubscriptionSettings {

    /// How often one address may be asked to confirm within an hour.
    @WithDefault("3")
    int confirmationsPerHour();

    /// How many wishes to subscribe one client may send within a minute.
    @WithDefault("60")
    int wishesPerMinute();
}
