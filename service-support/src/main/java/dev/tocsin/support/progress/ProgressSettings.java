package dev.tocsin.support.progress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "tocsin.progress")
interface ProgressSettings {

    /// The time that a part with work may make no progress before the service is not ready and operators are alerted.
    @WithDefault("1m")
    Duration patience();
}
