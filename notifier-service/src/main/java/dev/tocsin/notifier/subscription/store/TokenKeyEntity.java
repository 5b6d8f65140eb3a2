package dev.tocsin.notifier.subscription.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// The one key that was made because none was configured. Its row is made by [TokenKeyRepository].
@Entity
@Table(name = "token_key")
class TokenKeyEntity {

    @Id
    private boolean one;

    private byte[] secret;

    @SuppressWarnings("NullAway.Init")
    protected TokenKeyEntity() {}

    byte[] secret() {
        return secret;
    }
}
