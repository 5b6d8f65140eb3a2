package dev.tocsin.support.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash under which a secret is kept. A secret of 256 random bits needs no slow hash, and no salt.
public final class SecretHash {

    private SecretHash() {}

    /// The SHA-256 in hexadecimal digits.
    public static String of(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
