package dev.tocsin.notifier.ledger.store;

import static java.util.Objects.requireNonNull;

import dev.tocsin.notifier.ledger.SigningKey;
import dev.tocsin.notifier.ledger.store.SigningKeys.ReceiptKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "ledger_key")
class LedgerKeyEntity {

    @Id
    private String id;

    private byte[] publicKey;
    private byte @Nullable [] privateKey;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected LedgerKeyEntity() {}

    SigningKey signingKey() {
        return SigningKey.of(publicKey, requireNonNull(privateKey));
    }

    ReceiptKey publicKey() {
        return new ReceiptKey(id, "Ed25519", SigningKey.pem(publicKey), createdAt);
    }
}
