package dev.tocsin.incident.lifecycle.outbox;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

@ConfigMapping(prefix = "tocsin.outbox")
public interface OutboxSettings {

    /// Incidents that the database may know in an older state than Kafka does, or not at all, separated by commas: the
    /// alert `outbox` names them. Their next events get numbers above those on Kafka. Set it after a database was
    /// restored and did not catch up, and remove it later.
    Optional<Set<String>> acceptBehind();
}
