package dev.tocsin.probe.check.network;

import java.util.Optional;

/// The proxy for all asks that state none of their own.
public record DefaultProxy(Optional<Proxy> proxy) {

    public static final DefaultProxy NONE = new DefaultProxy(Optional.empty());

    /// @throws IllegalArgumentException when the address is not a proxy's
    public static DefaultProxy of(Optional<String> address, Optional<String> authorization) {
        return new DefaultProxy(address.map(proxy -> Proxy.of(proxy, authorization.orElse(null))));
    }
}
