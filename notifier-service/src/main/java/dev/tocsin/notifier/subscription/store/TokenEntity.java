package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "token")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class TokenEntity {

    @Id
    private byte[] hash;

    private String subscription;
    private Purpose purpose;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected TokenEntity() {}

    TokenEntity(Token token, String subscription, Purpose purpose, Instant expiresAt) {
        this.hash = token.hash();
        this.subscription = subscription;
        this.purpose = purpose;
        this.expiresAt = expiresAt;
    }

    String subscription() {
        return subscription;
    }
}
