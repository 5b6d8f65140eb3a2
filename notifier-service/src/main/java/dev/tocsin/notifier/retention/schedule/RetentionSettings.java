package dev.tocsin.notifier.retention.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The periods for which rows are kept once they are over.
@ConfigMapping(prefix = "tocsin.retention")
interface RetentionSettings {

    /// The time for which ended deliveries are kept, with their steps and bounces; at least 7 days.
    @WithDefault("400d")
    Duration deliveries();

    /// The time for which incidents are kept once they are over, with the record of who was notified; at least 7 days.
    @WithDefault("400d")
    Duration incidents();

    /// The time for which windows of maintenance are kept once they are over, with the record of who was notified; at
    /// least 7 days.
    @WithDefault("400d")
    Duration maintenance();

    /// The time for which the address of an ended subscription is kept.
    @WithDefault("30d")
    Duration addresses();

    /// The interval at which old rows are removed.
    @WithDefault("1h")
    Duration every();
}
