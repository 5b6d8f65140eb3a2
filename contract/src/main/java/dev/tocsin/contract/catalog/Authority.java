package dev.tocsin.contract.catalog;

import java.net.IDN;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Host and port of an address such as `https://host:8443/path`. Unlike [URI#getHost()], it knows names with `_`, which
/// containers may have, and names in other scripts than Latin.
///
/// @param host a name in ASCII or an IP address; one of version 6 comes without its brackets
/// @param port empty if the address states none; not necessarily [one that there is][#isPort]
public record Authority(String host, OptionalInt port) {

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:\\[(?<address>[0-9A-Fa-f:.]+)]|(?<name>[^:\\[\\]]+))(?::(?<port>\\d{0,9}))?");

    /// RFC 1123, 2.1, and `_`.
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,254}$)[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*\\.?");

    private static final int LAST_PORT = 65_535;

    /// Empty where the address has no host, or one that cannot be a name.
    public static Optional<Authority> of(URI address) {
        var authority = address.getRawAuthority();
        if (authority == null) {
            return Optional.empty();
        }
        var parts = HOST_AND_PORT.matcher(authority.substring(authority.lastIndexOf('@') + 1));
        if (!parts.matches()) {
            return Optional.empty();
        }
        var port = parts.group("port");
        var stated = port == null || port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
        return Optional.ofNullable(parts.group("address"))
                .or(() -> ascii(parts.group("name")))
                .map(host -> new Authority(host, stated));
    }

    private static Optional<String> ascii(String name) {
        try {
            return Optional.of(IDN.toASCII(name))
                    .filter(host -> NAME.matcher(host).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static boolean isPort(int number) {
        return number >= 1 && number <= LAST_PORT;
    }

    /// Whether the port, if there is one, is from 1 to 65535.
    public boolean hasValidPort() {
        return port.isEmpty() || isPort(port.getAsInt());
    }
}
