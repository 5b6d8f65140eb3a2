package dev.tocsin.incident.snapshot.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Whether the page outlives us, and where. Without a folder there is no snapshot.
@ConfigMapping(prefix = "tocsin.snapshot")
public interface SnapshotSettings {

    /// Where the static copy of the pages is written. No other files belong there: they are removed.
    Optional<Path> folder();

    /// How often one is written at least; on every change one is written besides.
    @WithDefault("60s")
    Duration every();

    /// A shell's command that takes the folder, which it finds in `TOCSIN_SNAPSHOT_FOLDER`, to where it is served from.
    Optional<String> publish();

    /// How long that may take.
    @WithDefault("30s")
    Duration publishTimeout();
}
