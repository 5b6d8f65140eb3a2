package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.incident.detection.stream.DetectionSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The settings of detection by default.
record OneThread(String applicationId, Path stateDirectory) implements DetectionSettings {

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public Optional<URI> heartbeatUrl() {
        return Optional.empty();
    }
}
