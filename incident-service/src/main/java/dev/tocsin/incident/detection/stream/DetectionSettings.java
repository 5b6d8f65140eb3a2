package dev.tocsin.incident.detection.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Settings of detection on this instance.
@ConfigMapping(prefix = "tocsin.detection")
public interface DetectionSettings {

    /// The consumer group, the transactions and the changelogs are named after it.
    @WithDefault("tocsin-detection")
    String applicationId();

    /// The folder for the files of Kafka Streams; the state itself is in memory and in Kafka.
    @WithDefault("${java.io.tmpdir}/tocsin-detection")
    Path stateDirectory();

    /// Number of Kafka Streams threads that share the partitions of this instance.
    @WithDefault("1")
    int threads();

    /// Called each minute while results arrive as usual, by the instance that knows; may hold a secret.
    Optional<URI> heartbeatUrl();
}
