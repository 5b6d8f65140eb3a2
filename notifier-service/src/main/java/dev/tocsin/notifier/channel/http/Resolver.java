package dev.tocsin.notifier.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Looks a host up, once for each attempt.
interface Resolver {

    List<InetAddress> resolve(String host) throws UnknownHostException;

    static List<InetAddress> system(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }
}
