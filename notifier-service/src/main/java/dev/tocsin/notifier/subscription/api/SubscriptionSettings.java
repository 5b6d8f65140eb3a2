package dev.tocsin.notifier.subscription.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.subscriptions")
public interface SubscriptionSettings {

    /// How often one mailbox or endpoint may be asked to confirm, or be sent a link, within an hour. `jo.doe+tag@…` and
    /// `jodoe@…` count as one mailbox.
    @WithDefault("3")
    int confirmationsPerHour();

    /// How many people may be asked to confirm within an hour, in all; further requests are answered with 429.
    @WithDefault("2000")
    int questionsPerHour();

    /// A secret text with which the addresses of those who left are hashed, so that you can tell later whether a given
    /// address was notified. Without it nothing of them is kept.
    Optional<String> addressKey();

    /// How many wishes to subscribe one client may send within a minute.
    @WithDefault("60")
    int wishesPerMinute();

    /// The channels that can be chosen, in the order in which the page lists them. `sms` is there once it has a
    /// gateway.
    @WithDefault("email,webhook,slack,teams,discord,statuspage,pagerduty,sms")
    List<String> channels();

    /// How many codes, right or wrong, one client may send within a minute.
    @WithDefault("10")
    int codesPerMinute();

    /// How many test events one subscriber may be sent within a minute.
    @WithDefault("5")
    int testsPerMinute();
}
