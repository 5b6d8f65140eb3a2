package dev.tocsin.notifier.subscription;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/// Converts host names to the form that DNS has: in lower case, and names beyond ASCII as punycode (RFC 5891).
final class HostNames {

    /// Characters that the IDNA rules of 2003, which Java knows, turn into others, and those of 2008 do not: the name
    /// may have another owner.
    private static final String AMBIGUOUS = "ßςẞ\u200c\u200d";

    private HostNames() {}

    /// @return empty when no host can have that name, or when different readers take it for different hosts
    static Optional<String> ascii(String name) {
        if (name.chars().anyMatch(character -> AMBIGUOUS.indexOf(character) >= 0)) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES)).map(HostNames::lowerCase);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String lowerCase(String ascii) {
        return ascii.toLowerCase(Locale.ROOT);
    }
}
