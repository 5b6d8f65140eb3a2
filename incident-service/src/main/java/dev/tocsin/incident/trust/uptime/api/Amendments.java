package dev.tocsin.incident.trust.uptime.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.trust.uptime.AmendmentReader;
import dev.tocsin.incident.trust.uptime.AmendmentReader.AmendmentReading;
import dev.tocsin.incident.trust.uptime.AmendmentResult;
import dev.tocsin.incident.trust.uptime.store.UptimeStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// Takes operators' amendments, from the API and from pages, to the place where they are stored.
@ApplicationScoped
public class Amendments {

    private final UptimeStore store;
    private final CurrentCatalog catalog;
    private final AuditLog audit;
    private final Clock clock;

    Amendments(UptimeStore store, CurrentCatalog catalog, AuditLog audit, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param by the operator who makes the amendment
    public AmendmentResult add(JsonNode body, String by) {
        return switch (AmendmentReader.read(body, catalog.get(), by, clock.instant())) {
            case AmendmentReading.Wrong(var errors) -> new AmendmentResult.Wrong(errors);
            case AmendmentReading.Read(var draft) -> {
                var amendment = store.add(draft);
                audit.note(by, "Amend uptime", Long.toString(amendment.id()));
                yield new AmendmentResult.Done(amendment);
            }
        };
    }
}
