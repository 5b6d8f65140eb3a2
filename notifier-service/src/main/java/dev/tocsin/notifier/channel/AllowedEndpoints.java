package dev.tocsin.notifier.channel;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.regex.Pattern;

/// Exceptions from [DeniedAddresses], such as `127.0.0.1:9000-9999` or `[fd00::/8]:443`: for receivers on one's own
/// network.
public record AllowedEndpoints(List<AllowedRange> entries) {

    private static final Pattern ENTRY =
            Pattern.compile("\\[?(?<addresses>[0-9a-fA-F.:/]+?)]?:(?<low>\\d+)(-(?<high>\\d+))?");

    /// @param addresses one address, or a range in CIDR notation
    /// @param lowPort 1 to 65535
    /// @param highPort not below `lowPort`
    public record AllowedRange(IPAddress addresses, int lowPort, int highPort) {

        boolean allows(IPAddress address, int port) {
            return addresses.contains(address) && port >= lowPort && port <= highPort;
        }
    }

    /// @throws IllegalArgumentException when a text is not of the form `address:port` or `address:port-port`
    public static AllowedEndpoints of(List<String> texts) {
        return new AllowedEndpoints(texts.stream().map(AllowedEndpoints::entry).toList());
    }

    public boolean allows(IPAddress address, int port) {
        return entries.stream().anyMatch(entry -> entry.allows(address, port));
    }

    private static AllowedRange entry(String text) {
        var matcher = ENTRY.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not of the form 127.0.0.1:9000 or 127.0.0.1:9000-9999".formatted(text));
        }
        try {
            var low = Integer.parseInt(matcher.group("low"));
            var high = matcher.group("high") == null ? low : Integer.parseInt(matcher.group("high"));
            if (low < 1 || high < low || high > 65_535) {
                throw new IllegalArgumentException("\"%s\" has no ports from 1 to 65535".formatted(text));
            }
            return new AllowedRange(new IPAddressString(matcher.group("addresses")).toAddress(), low, high);
        } catch (AddressStringException e) {
            throw new IllegalArgumentException("\"%s\" has no IP address".formatted(text), e);
        }
    }
}
