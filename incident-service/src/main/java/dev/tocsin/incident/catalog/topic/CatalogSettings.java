package dev.tocsin.incident.catalog.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.catalog")
interface CatalogSettings {

    /// The catalog's YAML file; without one, this instance uses the catalog that another instance publishes.
    Optional<Path> file();

    /// Interval at which the file is checked for changes.
    @WithDefault("1s")
    Duration reloadEvery();

    /// Interval at which all checks are written to detection's log again.
    @WithDefault("24h")
    Duration repeatChecksEvery();
}
