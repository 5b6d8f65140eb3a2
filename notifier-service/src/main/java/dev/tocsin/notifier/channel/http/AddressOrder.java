package dev.tocsin.notifier.channel.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The order in which a host's addresses are tried: as they were resolved, but alternating between the families, so
/// that a family without a route costs one attempt (RFC 8305, section 4).
final class AddressOrder {

    /// The addresses share the time of one attempt.
    private static final int MOST = 6;

    private AddressOrder() {}

    /// @param resolved at least one
    static List<InetAddress> of(List<InetAddress> resolved) {
        var firstFamily = resolved.getFirst() instanceof Inet6Address;
        var first = new ArrayDeque<InetAddress>();
        var second = new ArrayDeque<InetAddress>();
        resolved.forEach(address -> (address instanceof Inet6Address == firstFamily ? first : second).add(address));
        var order = new ArrayList<InetAddress>();
        while (!first.isEmpty() || !second.isEmpty()) {
            take(first, order);
            take(second, order);
        }
        return order.stream().limit(MOST).toList();
    }

    private static void take(ArrayDeque<InetAddress> from, List<InetAddress> order) {
        var next = from.poll();
        if (next != null) {
            order.add(next);
        }
    }
}
