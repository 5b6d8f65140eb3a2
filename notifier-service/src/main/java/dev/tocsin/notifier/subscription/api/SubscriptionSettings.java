package dev.tocsin.notifier.subscription.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.subscriptions")
public interface SubscriptionSettings {

    /// The number of times that one mailbox or endpoint may be asked to confirm, or be sent a link, within an hour.
    /// `jo.doe+tag@…` and `jodoe@…` count as one mailbox.
    @WithDefault("3")
    int confirmationsPerHour();

    /// The number of people who may be asked to confirm within an hour, in all; further requests are answered with
    /// 429.
    @WithDefault("2000")
    int questionsPerHour();

    /// A secret text with which the addresses of subscribers who left are hashed, so that you can find out later
    /// whether a given address was notified. Without it nothing of these addresses is kept.
    Optional<String> addressKey();

    /// The number of requests to subscribe that one client may send within a minute.
    @WithDefault("60")
    int wishesPerMinute();

    /// The channels that can be chosen, in the order in which the page lists them. `sms` is offered once it has a
    /// gateway.
    @WithDefault("email,webhook,slack,teams,discord,statuspage,pagerduty,sms")
    List<String> channels();

    /// The number of codes, right or wrong, that one client may send within a minute.
    @WithDefault("10")
    int codesPerMinute();

    /// The number of test events that one subscriber may be sent within a minute.
    @WithDefault("5")
    int testsPerMinute();
}
