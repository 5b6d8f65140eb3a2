package dev.tocsin.incident.catalog.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.catalog")
interface CatalogSettings {

    /// The catalog's YAML file; without one, this instance goes by what another publishes.
    Optional<Path> file();

    /// How often the file is looked at.
    @WithDefault("1s")
    Duration reloadEvery();

    /// How often all checks are written to detection's log again.
    @WithDefault("24h")
    Duration repeatChecksEvery();
}
