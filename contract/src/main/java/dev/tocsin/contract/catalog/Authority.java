package dev.tocsin.contract.catalog;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Host and port, as in `host:8443` or `[2001:db8::1]:53`.
///
/// @param host a name in ASCII or an IP address; an IPv6 address comes without its brackets
/// @param port empty if none is stated; from 1 to 65535
public record Authority(String host, OptionalInt port) {

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?<host>\\[[^\\[\\]]+]|[^:\\[\\]]+)(?::(?<port>\\d{0,9}))?");

    private static final int LAST_PORT = 65_535;

    /// Empty when the text has no host that can be asked, or a port that does not exist.
    public static Optional<Authority> of(String text) {
        var parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            return HostName.ascii(text)
                    .filter(HostName::isAddress)
                    .map(address -> new Authority(address, OptionalInt.empty()));
        }
        var port = parts.group("port");
        var stated = port == null || port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
        return stated.isPresent() && !isPort(stated.getAsInt())
                ? Optional.empty()
                : HostName.ascii(parts.group("host")).map(host -> new Authority(host, stated));
    }

    public static boolean isPort(int number) {
        return number >= 1 && number <= LAST_PORT;
    }

    /// The form that URLs and the `Host` header use (RFC 9110, 7.2).
    @Override
    public String toString() {
        var inUrl = host.contains(":") ? "[" + host + "]" : host;
        return port.isPresent() ? inUrl + ":" + port.getAsInt() : inUrl;
    }
}
