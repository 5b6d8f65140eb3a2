package dev.tocsin.incident.heartbeat.http;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// What is set of heartbeat checks where they are called.
@ConfigMapping(prefix = "tocsin.heartbeats")
interface HeartbeatSettings {

    /// The secret of which the URLs that jobs call are made, of at least 16 characters, the same for all instances.
    /// Unless it is set they are made of the operator's token, and change with it.
    Optional<String> key();
}
