package dev.tocsin.notifier.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets its holder do something with one subscription. It is derived by a [TokenKey], or it is 256 random bits, of
/// which only the hash is kept: the time that a look-up by the hash takes reveals nothing about the token.
public record Token(String text) {

    public enum Purpose {
        /// Long enough for a mail that waits over a weekend.
        CONFIRM(Duration.ofDays(3)),
        /// Derived, because each mail has one.
        LEAVE(null),
        MANAGE(Duration.ofDays(730)),
        /// Confirms a mail address of the subscription's owner; derived from both.
        OWNER(null);

        private final @Nullable Duration life;

        Purpose(@Nullable Duration life) {
            this.life = life;
        }

        /// The life of a token that is kept; empty for derived tokens, which live as long as their subscription.
        public Optional<Duration> life() {
            return Optional.ofNullable(life);
        }
    }

    private static final int BYTES = 32;

    public static Token random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "token …";
    }
}
