package dev.tocsin.notifier.delivery.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "tocsin.deliveries")
interface DeliverySettings {

    /// The time for which an attempt is left alone before another may begin; more than the longest attempt takes.
    @WithDefault("20s")
    Duration lease();

    /// Webhooks under way at once, to receivers that answer as they should.
    @WithDefault("512")
    int concurrency();

    /// Webhooks under way at once, to receivers that were slow or failing lately.
    @WithDefault("128")
    int slowConcurrency();

    /// Further webhooks that may be under way because they got no answer within `slow-after`.
    @WithDefault("1024")
    int lateConcurrency();

    /// Webhooks under way at once to one host.
    @WithDefault("64")
    int perHost();

    /// Attempts under way at once to one address.
    @WithDefault("4")
    int perEndpoint();

    /// A receiver that does not answer within this time counts as slow.
    @WithDefault("1s")
    Duration slowAfter();
}
