package dev.tocsin.notifier.ledger.api;

import dev.tocsin.notifier.ledger.Hash;
import dev.tocsin.notifier.ledger.Head;
import dev.tocsin.support.http.Site;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The heads of ledgers, which are named by their addresses.
@ApplicationScoped
class LedgerHeads {

    private final Site notifier;

    LedgerHeads(@ConfigProperty(name = "tocsin.notifier.url") URI notifier) {
        this.notifier = new Site(notifier);
    }

    /// @param about an incident, `maintenance/` and a window, or `operators/` and an incident
    Head head(String about, long size, Hash root) {
        var path = about.contains("/") ? about : "incidents/" + about;
        var address = notifier.at("/api/v1/%s/ledger".formatted(path));
        return new Head(address.toString().replaceFirst("^[a-zA-Z]+://", ""), size, root);
    }
}
