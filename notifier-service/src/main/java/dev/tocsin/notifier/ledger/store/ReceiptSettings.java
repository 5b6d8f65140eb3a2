package dev.tocsin.notifier.ledger.store;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.receipts")
public interface ReceiptSettings {

    /// The Ed25519 key that signs receipts, as PEM, such as `openssl genpkey -algorithm ed25519` writes. Without one,
    /// a key is made once and kept in the database.
    Optional<String> privateKey();

    /// The public key that belongs to the private key, as PEM, such as `openssl pkey -pubout` writes.
    Optional<String> publicKey();
}
