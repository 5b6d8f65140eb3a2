package dev.tocsin.incident.detection.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What is set of detection where it runs.
@ConfigMapping(prefix = "tocsin.detection")
public interface DetectionSettings {

    /// The consumer group, the transactions and the changelogs are named after it.
    @WithDefault("tocsin-detection")
    String applicationId();

    /// Where Kafka Streams keeps its own notes; the state itself is in memory and in Kafka.
    @WithDefault("${java.io.tmpdir}/tocsin-detection")
    Path stateDirectory();

    /// How many threads of Kafka Streams share the partitions that this instance reads.
    @WithDefault("1")
    int threads();

    /// Called each minute while Tocsin sees, by the instance that knows; may hold a secret.
    Optional<URI> heartbeatUrl();
}
