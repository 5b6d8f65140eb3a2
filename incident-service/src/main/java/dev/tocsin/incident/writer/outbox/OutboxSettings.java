package dev.tocsin.incident.writer.outbox;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.outbox")
public interface OutboxSettings {

    /// Incidents that the database may know in an older state than Kafka does, or not at all: the alert `outbox`
    /// names them. Their next events get numbers above those on Kafka. Set it after a database was restored and did
    /// not catch up, and remove it later.
    Optional<List<String>> acceptBehind();
}
