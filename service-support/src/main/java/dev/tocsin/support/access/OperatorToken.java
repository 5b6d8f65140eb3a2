package dev.tocsin.support.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/// The secret that an operator must show. Never printed.
public final class OperatorToken {

    /// The name under which the token's bearer acts and with which a person signs in.
    public static final String USER = "operator";

    public static final int LEAST_LENGTH = 16;

    private final byte[] token;

    public OperatorToken(String token) {
        this.token = token.getBytes(UTF_8);
    }

    /// Takes equally long for a nearly right token and for an entirely wrong one.
    public boolean isShownBy(CharSequence shown) {
        return MessageDigest.isEqual(token, shown.toString().getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "operator token";
    }
}
