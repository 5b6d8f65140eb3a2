package dev.tocsin.contract.catalog;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides which texts name a host, and how the host is written on the wire.
public final class HostName {

    /// RFC 1123, 2.1, and `_`, which is used in names of containers and services.
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}\\.?$)[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*\\.?");

    /// DNS itself allows more: `*` for a wildcard, `/` in delegated reverse zones (RFC 2317).
    private static final Pattern DOMAIN =
            Pattern.compile("\\.|(?=.{1,253}\\.?$)[A-Za-z0-9_*/-]{1,63}(?:\\.[A-Za-z0-9_*/-]{1,63})*\\.?");

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    /// A name whose last part is a number is an address, or invalid (WHATWG URL, "ends in a number").
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9A-Fa-f]*)\\.?");

    /// `ß`, `ς` and the joiners: the JDK's IDNA 2003 converts them to another name than today's IDNA does.
    private static final Pattern DEVIATION = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private HostName() {}

    /// The host in ASCII: a name, or an IP address, IPv6 without its brackets. Empty when the text is neither.
    public static Optional<String> ascii(String text) {
        if (text.contains(":")) {
            var literal = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
            return isIpv6(literal) ? Optional.of(literal) : Optional.empty();
        }
        return idn(text)
                .filter(name -> NAME.matcher(name).matches())
                .filter(name -> IPV4.matcher(name).matches()
                        || !ENDS_IN_NUMBER.matcher(name).matches());
    }

    /// The name in ASCII as DNS takes it, even if no host can have it. Empty when it is not a DNS name.
    public static Optional<String> domain(String text) {
        return text.equals(".")
                ? Optional.of(text)
                : idn(text).filter(name -> DOMAIN.matcher(name).matches());
    }

    /// Whether it is an IP address, of either version, without brackets.
    public static boolean isAddress(String host) {
        return host.contains(":") ? isIpv6(host) : IPV4.matcher(host).matches();
    }

    private static boolean isIpv6(String text) {
        try {
            return text.matches("[0-9A-Fa-f:.]+") && InetAddress.ofLiteral(text).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> idn(String name) {
        try {
            return DEVIATION.matcher(name).find() ? Optional.empty() : Optional.of(IDN.toASCII(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
