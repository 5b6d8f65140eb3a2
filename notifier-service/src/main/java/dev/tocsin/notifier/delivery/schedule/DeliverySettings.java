package dev.tocsin.notifier.delivery.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "tocsin.deliveries")
interface DeliverySettings {

    /// How long an attempt is left alone before another may begin; more than the longest that one takes.
    @WithDefault("20s")
    Duration lease();

    /// Attempts under way at once.
    @WithDefault("16")
    int concurrency();
}
