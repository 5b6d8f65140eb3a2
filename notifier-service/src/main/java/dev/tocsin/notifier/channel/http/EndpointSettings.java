package dev.tocsin.notifier.channel.http;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.webhooks")
interface EndpointSettings {

    /// Private endpoints that are allowed nevertheless, like `127.0.0.1:9000-9999`.
    Optional<List<String>> allow();
}
