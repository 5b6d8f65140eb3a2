package dev.tocsin.notifier.channel.http;

import java.net.InetAddress;
import java.util.List;

/// The result of looking up a host.
sealed interface LookUp {

    /// @param addresses at least one
    record Found(List<InetAddress> addresses) implements LookUp {}

    record NotFound(String reason) implements LookUp {}
}
