package dev.tocsin.notifier.retention.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long what is over is kept.
@ConfigMapping(prefix = "tocsin.retention")
interface RetentionSettings {

    /// How long deliveries are kept that have ended, with their steps and bounces; at least 7 days.
    @WithDefault("400d")
    Duration deliveries();

    /// How long incidents are kept that are over, with whom they were announced to; at least 7 days.
    @WithDefault("400d")
    Duration incidents();

    /// How long windows of maintenance are kept that are over, with whom they were announced to; at least 7 days.
    @WithDefault("400d")
    Duration maintenance();

    /// How long the address of a subscription is kept that has ended.
    @WithDefault("30d")
    Duration addresses();

    /// How often what is old is removed.
    @WithDefault("1h")
    Duration every();
}
