package dev.tocsin.incident.trust.readers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Ids in the form of the public status API: 12 of `0-9a-z`, derived, so that every instance always gives the same.
final class PublicIds {

    private static final int LENGTH = 12;
    private static final BigInteger IDS = BigInteger.valueOf(36).pow(LENGTH);

    static final String PAGE = of("page", "page");

    private PublicIds() {}

    /// @param kind such as `cell`
    /// @param key the name within its kind, such as `login@na`
    static String of(String kind, String key) {
        var digits = new BigInteger(1, sha256(kind + "/" + key)).mod(IDS).toString(36);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
