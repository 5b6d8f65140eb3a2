package dev.tocsin.notifier.ledger.api;

import dev.tocsin.notifier.ledger.Receipt;
import dev.tocsin.notifier.ledger.store.LedgerRepository;
import dev.tocsin.notifier.ledger.store.SigningKeys;
import dev.tocsin.notifier.subscription.api.SubscriptionOwners;
import dev.tocsin.support.problem.Declined;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/subscriptions/{id}/receipts")
@Tag(name = "Ledgers")
public class ReceiptResource {

    private final LedgerRepository ledgers;
    private final SigningKeys keys;
    private final LedgerHeads heads;
    private final SubscriptionOwners owners;

    ReceiptResource(LedgerRepository ledgers, SigningKeys keys, LedgerHeads heads, SubscriptionOwners owners) {
        this.ledgers = ledgers;
        this.keys = keys;
        this.heads = heads;
        this.owners = owners;
    }

    @GET
    @Path("/{delivery}")
    @Operation(
            summary = "Proof of the result of a notice, for the subscription's owner or an operator",
            description =
                    "The ledger's last entry of the delivery, with the hashes up to the root of the ledger, and that"
                            + " root signed. Anyone can verify it with the key at /api/v1/receipt-keys. `about` is"
                            + " needed only for an old delivery that is no longer stored: the incident, or"
                            + " `maintenance/` and a window, of the notice.")
    @SecurityRequirement(name = "operator-token")
    @SecurityRequirement(name = "manage-token")
    public Receipt receipt(
            @PathParam("id") String id,
            @PathParam("delivery") String delivery,
            @QueryParam("about") @Nullable String about,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = owners.shown(id, bearer).id();
        var ledger = ledgers.about(subscription, delivery)
                .or(() -> Optional.ofNullable(about))
                .orElseThrow(() -> Declined.notFound("There is no such delivery to this subscription."));
        var proven = ledgers.prove(ledger, subscription, delivery)
                .orElseThrow(
                        () -> Declined.notFound(
                                "No such delivery is in the ledger; if the notice came just now, please try again in a moment."));
        var head = heads.head(ledger, proven.proof().size(), proven.root());
        return Receipt.of(proven.entry(), proven.proof(), head, keys.current());
    }
}
