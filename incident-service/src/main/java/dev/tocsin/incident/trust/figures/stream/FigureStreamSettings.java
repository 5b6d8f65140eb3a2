package dev.tocsin.incident.trust.figures.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// Settings of the figures of checks on this instance.
@ConfigMapping(prefix = "tocsin.figures.stream")
public interface FigureStreamSettings {

    /// The consumer group, the transactions and the changelog are named after it.
    @WithDefault("tocsin-figures")
    String applicationId();

    /// The folder for the files of Kafka Streams; the state itself is in memory and in Kafka.
    @WithDefault("${java.io.tmpdir}/tocsin-figures")
    Path stateDirectory();

    /// The interval at which minutes that are over are published; from 1s to 60s.
    @WithDefault("30s")
    Duration every();
}
