package dev.tocsin.incident.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Secrets that nobody can guess, and the hashes under which they are kept.
public final class RandomSecret {

    private static final int BYTES = 32;
    private static final int FIRST_PASSWORD_BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    /// 256 bits as text, which may stand in a URL.
    public static String next() {
        return text(BYTES);
    }

    /// Twenty characters, to be typed once.
    public static String firstPassword() {
        return text(FIRST_PASSWORD_BYTES);
    }

    /// A secret of 256 bits needs no slow hash.
    public static String hash(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
