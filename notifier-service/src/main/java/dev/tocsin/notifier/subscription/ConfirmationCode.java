package dev.tocsin.notifier.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// A code that is shown in a channel, for a reader of that channel to type in: eight of 28 letters and digits, 38
/// bits.
///
/// @param text the code without the hyphen with which it is shown
public record ConfirmationCode(String text) {

    public static final Duration LIFE = Duration.ofMinutes(15);

    public static final int MOST_ATTEMPTS = 5;

    /// Without vowels, so that a code spells no word, and without characters that look alike.
    private static final String ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ";

    private static final int LENGTH = 8;

    public static ConfirmationCode random(SecureRandom random) {
        var text = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ConfirmationCode(text.toString());
    }

    /// Reads a code as people type it: in any case, with or without a dash and spaces.
    ///
    /// @return empty when it cannot be a code
    public static Optional<ConfirmationCode> read(String typed) {
        if (typed.length() > 4 * LENGTH) {
            return Optional.empty();
        }
        var text = typed.replaceAll("[\\s\\p{Pd}]", "").toUpperCase(Locale.ROOT);
        return text.length() == LENGTH && text.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)
                ? Optional.of(new ConfirmationCode(text))
                : Optional.empty();
    }

    /// The code with its hyphen, such as `4BKT-X9QW`.
    public String shown() {
        return text.substring(0, LENGTH / 2) + "-" + text.substring(LENGTH / 2);
    }

    /// @param subscription the subscription's id, which is hashed too, so that equal codes have different hashes
    public byte[] hash(String subscription) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((subscription + "/" + text).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "code …";
    }
}
