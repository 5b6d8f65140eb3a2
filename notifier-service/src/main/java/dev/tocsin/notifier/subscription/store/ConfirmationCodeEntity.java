package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.ConfirmationCode;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Instant;

@Entity
@Table(name = "confirmation_code")
class ConfirmationCodeEntity {

    @Id
    private String subscription;

    private byte[] hash;
    private Instant expiresAt;
    private int attempts;

    @SuppressWarnings("NullAway.Init")
    protected ConfirmationCodeEntity() {}

    boolean mayBeTried(Instant now) {
        return expiresAt.isAfter(now) && attempts < ConfirmationCode.MOST_ATTEMPTS;
    }

    /// Counts the attempt. The time that the comparison takes reveals nothing about the code.
    boolean isRight(ConfirmationCode code) {
        attempts++;
        return MessageDigest.isEqual(hash, code.hash(subscription));
    }
}
