package dev.tocsin.notifier.subscription;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// A Standard Webhooks signing secret, `whsec_` and 24 to 64 bytes in Base64; the key is the decoded bytes.
public record Secret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    public static Secret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /// The problem with `text` as a secret; empty when there is none.
    public static Optional<String> problem(String text) {
        try {
            var length = text.startsWith(PREFIX) ? new Secret(text).key().length : 0;
            return length >= 24 && length <= 64 ? Optional.empty() : Optional.of(RIGHT);
        } catch (IllegalArgumentException _) {
            return Optional.of(RIGHT);
        }
    }

    private static final String RIGHT = "is not whsec_ followed by 24 to 64 bytes in Base64";

    public byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
