package dev.tocsin.probe.check.network;

import dev.tocsin.contract.catalog.WebAddress;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy.
///
/// @param authorization the value of `Proxy-Authorization`, or null
public record Proxy(String host, int port, @Nullable String authorization) {

    /// @param address such as `http://proxy:3128`
    /// @throws IllegalArgumentException when it is not a proxy's address
    static Proxy of(String address, @Nullable String authorization) {
        return WebAddress.of(address)
                .filter(proxy -> !proxy.isSecure())
                .map(proxy -> new Proxy(proxy.host(), proxy.port(), authorization))
                .orElseThrow(() -> new IllegalArgumentException("a proxy must be http://host:port"));
    }
}
