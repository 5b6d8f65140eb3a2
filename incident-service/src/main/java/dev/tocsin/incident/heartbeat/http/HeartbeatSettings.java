package dev.tocsin.incident.heartbeat.http;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// Settings of the URLs of heartbeat checks.
@ConfigMapping(prefix = "tocsin.heartbeats")
interface HeartbeatSettings {

    /// The key from which the URLs that jobs call are derived: at least 16 characters, the same on all instances.
    /// Without it they are derived from the operator token, and change with it.
    Optional<String> key();
}
