package dev.tocsin.notifier.channel;

import inet.ipaddr.HostName;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The endpoints that webhooks may reach: `https` on the open internet, and the configured exceptions.
///
/// The text of an address is judged when somebody subscribes, and the addresses that its name resolves to at each
/// attempt.
public record EndpointRules(AllowedEndpoints allowed) {

    private static final Set<Integer> PORTS = Set.of(443, 8443);
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /// The problem with the address as it is written; empty when there is none.
    public Optional<String> problemWith(URI url) {
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("is not an https address");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("holds a user name or password");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("holds a fragment");
        }
        var host = url.getHost();
        if (host == null || !isPlain(host)) {
            return Optional.of("has a host that is neither a plain name nor a plain IP address");
        }
        return Optional.empty();
    }

    /// The problem with a request to this address; empty when there is none.
    ///
    /// @param resolved all addresses that the host's name resolves to, at least one; a single denied address denies
    ///     them all
    public Optional<String> problemWith(URI url, List<IPAddress> resolved) {
        var port = port(url);
        if (resolved.stream().allMatch(address -> allowed.allows(address, port))) {
            return Optional.empty();
        }
        for (var address : resolved) {
            if (!allowed.allows(address, port) && DeniedAddresses.range(address).isPresent()) {
                return Optional.of("leads to a private or reserved address");
            }
        }
        if (!url.getScheme().equalsIgnoreCase("https")) {
            return Optional.of("is not an https address");
        }
        return PORTS.contains(port) ? Optional.empty() : Optional.of("has a port other than 443 and 8443");
    }

    public static int port(URI url) {
        return url.getPort() != -1 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /// Whether the host is four decimal numbers, an IPv6 address in brackets, or a name, and none of the forms that
    /// only some parsers read as an address, such as `127.1`, `0177.0.0.1`, `2130706433` or `0x7f.1`.
    private static boolean isPlain(String host) {
        if (host.startsWith("[")) {
            var address = new IPAddressString(host.substring(1, host.length() - 1));
            return address.isIPv6() && !host.contains("%") && !host.contains("/") && !host.contains("*");
        }
        var lower = host.toLowerCase(Locale.ROOT);
        return isPlainIPv4(lower) || (NAME.matcher(lower).matches() && !isAddress(lower));
    }

    private static boolean isPlainIPv4(String host) {
        var address = new IPAddressString(host).getAddress();
        return address != null
                && address.isIPv4()
                && !address.isMultiple()
                && address.toCanonicalString().equals(host);
    }

    private static boolean isAddress(String host) {
        return new HostName(host).isAddress();
    }
}
