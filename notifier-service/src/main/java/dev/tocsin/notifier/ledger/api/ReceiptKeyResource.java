package dev.tocsin.notifier.ledger.api;

import dev.tocsin.notifier.http.Page;
import dev.tocsin.notifier.ledger.store.SigningKeys;
import dev.tocsin.notifier.ledger.store.SigningKeys.ReceiptKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Publishes the keys with which receipts are verified.
@Path("/api/v1/receipt-keys")
@Tag(name = "Ledgers")
public class ReceiptKeyResource {

    private final SigningKeys keys;

    ReceiptKeyResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @Operation(summary = "The public keys by which receipts are verified, the newest first")
    public Page<ReceiptKey> list() {
        return new Page<>(keys.published(), null);
    }
}
