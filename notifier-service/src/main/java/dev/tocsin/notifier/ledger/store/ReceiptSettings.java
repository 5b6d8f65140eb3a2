package dev.tocsin.notifier.ledger.store;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.receipts")
public interface ReceiptSettings {

    /// The Ed25519 key that signs receipts, as PEM: what `openssl genpkey -algorithm ed25519` writes. Without one, a
    /// key is made once and kept in the database.
    Optional<String> privateKey();

    /// The public key that belongs to it, as PEM: what `openssl pkey -pubout` makes of it.
    Optional<String> publicKey();
}
