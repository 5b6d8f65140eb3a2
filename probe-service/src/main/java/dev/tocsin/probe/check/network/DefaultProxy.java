package dev.tocsin.probe.check.network;

import java.util.Optional;

/// The proxy through which everything is asked that states none of its own.
public record DefaultProxy(Optional<Proxy> proxy) {

    public static final DefaultProxy NONE = new DefaultProxy(Optional.empty());

    /// @throws IllegalArgumentException when the address is no proxy's
    public static DefaultProxy of(Optional<String> address, Optional<String> authorization) {
        return new DefaultProxy(address.map(proxy -> Proxy.of(proxy, authorization.orElse(null))));
    }
}
