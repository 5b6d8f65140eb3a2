package dev.tocsin.incident.trust.snapshot.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Settings of the static page that outlives the service. Without a folder there is no snapshot.
@ConfigMapping(prefix = "tocsin.snapshot")
public interface SnapshotSettings {

    /// The folder for the static copy of the pages. No other files belong there: they are removed.
    Optional<Path> folder();

    /// The longest time between two snapshots; each change writes one besides.
    @WithDefault("60s")
    Duration every();

    /// A shell command that brings the folder, which it finds in `TOCSIN_SNAPSHOT_FOLDER`, to the place that serves
    /// it.
    Optional<String> publish();

    /// The time limit of that command.
    @WithDefault("30s")
    Duration publishTimeout();
}
