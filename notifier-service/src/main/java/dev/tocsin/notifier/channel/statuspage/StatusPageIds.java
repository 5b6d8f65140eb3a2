package dev.tocsin.notifier.channel.statuspage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Ids in the form of the public status API: 12 of `0-9a-z`. The ids of the page and of cells are the same there.
final class StatusPageIds {

    private static final int LENGTH = 12;
    private static final BigInteger IDS = BigInteger.valueOf(36).pow(LENGTH);

    static final String PAGE = of("page", "page");

    private StatusPageIds() {}

    /// @param kind such as `cell`
    /// @param key the name within its kind, such as `login@na`
    static String of(String kind, String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((kind + "/" + key).getBytes(UTF_8));
            var digits = new BigInteger(1, hash).mod(IDS).toString(36);
            return "0".repeat(LENGTH - digits.length()) + digits;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
