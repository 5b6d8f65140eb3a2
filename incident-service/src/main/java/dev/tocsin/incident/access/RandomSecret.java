package dev.tocsin.incident.access;

import java.security.SecureRandom;
import java.util.Base64;

/// Secrets that nobody can guess.
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

    private static String text(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
