package dev.tocsin.incident.trust.figures.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The periods for which figures of checks are kept.
@ConfigMapping(prefix = "tocsin.figures.kept")
interface FiguresKept {

    /// The time for which figures are kept by minute; at least 9 days. They are removed by whole days.
    @WithDefault("90d")
    Duration minutes();

    /// The time for which figures are kept by hour; at least 9 days. They are removed by whole months.
    @WithDefault("730d")
    Duration hours();
}
