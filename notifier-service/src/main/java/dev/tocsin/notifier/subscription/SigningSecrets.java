package dev.tocsin.notifier.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One live secret, or two while one rotates.
///
/// @param old the previous secret, live until `oldUntil`
public record SigningSecrets(
        Secret current, @Nullable Secret old, @Nullable Instant oldUntil) {

    /// The time that a receiver has to adopt a new secret.
    public static final Duration OVERLAP = Duration.ofHours(24);

    public static SigningSecrets only(Secret secret) {
        return new SigningSecrets(secret, null, null);
    }

    public SigningSecrets rotate(Secret next, Instant now) {
        return new SigningSecrets(next, current, now.plus(OVERLAP));
    }

    /// The live secrets, the newest first.
    public List<Secret> live(Instant now) {
        return old != null && oldUntil != null && now.isBefore(oldUntil) ? List.of(current, old) : List.of(current);
    }
}
