package dev.tocsin.notifier.channel;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The addresses that are not on the open internet: an endpoint that a subscriber chose must not lead to one of them.
///
/// From the IANA special-purpose registries (RFC 6890 and its successors). An IPv6 address that embeds an IPv4 address
/// is judged by the embedded one.
public final class DeniedAddresses {

    private static final List<IPAddress> RANGES = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32", // looks public, but is Azure's platform as seen by its virtual machines
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/3", // of IPv6 only 2000::/3 is the open internet (RFC 4291)
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "4000::/2",
                    "8000::/1")
            .map(range -> new IPAddressString(range).getAddress())
            .toList();

    private static final IPAddress NAT64 = new IPAddressString("64:ff9b::/96").getAddress();

    /// The first 16 bits of an ISATAP interface identifier: 0 before a private IPv4 address, 0x200 before a
    /// globally unique one.
    private static final Set<Integer> ISATAP = Set.of(0, 0x200);

    private DeniedAddresses() {}

    /// The range by which the address is denied; empty when it is not denied.
    public static Optional<String> range(IPAddress address) {
        return judged(address)
                .flatMap(each -> RANGES.stream().filter(range -> range.contains(each)))
                .map(IPAddress::toString)
                .findFirst();
    }

    /// The addresses at which packets to this address may end.
    private static Stream<IPAddress> judged(IPAddress address) {
        if (address instanceof IPv6Address v6) {
            if (v6.isIPv4Mapped() || NAT64.contains(v6)) {
                return Stream.of(v6.getEmbeddedIPv4Address());
            }
            if (isIsatap(v6)) {
                return Stream.of(v6, v6.getEmbeddedIPv4Address());
            }
        }
        return Stream.of(address);
    }

    /// Decides by the interface identifier (RFC 5214, section 6.1).
    private static boolean isIsatap(IPv6Address address) {
        return ISATAP.contains(address.getSegment(4).getSegmentValue())
                && address.getSegment(5).getSegmentValue() == 0x5efe;
    }
}
