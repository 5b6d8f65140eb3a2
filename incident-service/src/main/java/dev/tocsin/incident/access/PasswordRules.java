package dev.tocsin.incident.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;

/// The rules for a password: it is long, and nothing that somebody would try first.
public final class PasswordRules {

    static final int LEAST_LENGTH = 12;

    /// bcrypt ignores all bytes after these.
    static final int MOST_BYTES = 72;

    private static final int LEAST_DIFFERENT = 5;

    private PasswordRules() {}

    /// A sentence that says what is wrong with a password.
    public static Optional<String> complaint(String account, String password) {
        if (password.length() < LEAST_LENGTH) {
            return Optional.of(
                    "A password needs %d characters or more; several words are good.".formatted(LEAST_LENGTH));
        }
        if (password.getBytes(UTF_8).length > MOST_BYTES) {
            return Optional.of("A password has at most %d bytes.".formatted(MOST_BYTES));
        }
        if (password.chars().distinct().count() < LEAST_DIFFERENT) {
            return Optional.of("A password needs %d different characters or more.".formatted(LEAST_DIFFERENT));
        }
        return password.toLowerCase(Locale.ROOT).contains(account)
                ? Optional.of("A password does not contain the name of its account.")
                : Optional.empty();
    }
}
