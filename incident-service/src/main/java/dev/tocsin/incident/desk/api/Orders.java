package dev.tocsin.incident.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Decision;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.desk.CommandReader;
import dev.tocsin.incident.desk.CommandReader.Reading;
import dev.tocsin.incident.desk.Deed;
import dev.tocsin.incident.desk.Outcome;
import dev.tocsin.incident.writer.outbox.Relay;
import dev.tocsin.incident.writer.store.IncidentStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// Brings operators' orders, whatever door they came in by, to where they are decided and stored.
@ApplicationScoped
public class Orders {

    private final IncidentStore store;
    private final Relay relay;
    private final CurrentCatalog catalog;
    private final Clock clock;

    Orders(IncidentStore store, Relay relay, CurrentCatalog catalog, Clock clock) {
        this.store = store;
        this.relay = relay;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// @param by who gives it
    public Outcome give(Deed deed, String incident, JsonNode body, String by) {
        var outcome = decide(deed, incident, body, by, store::order);
        relay.wake();
        return outcome;
    }

    /// What would come of it; nothing is stored.
    public Outcome rehearse(Deed deed, String incident, JsonNode body, String by) {
        return decide(deed, incident, body, by, store::rehearse);
    }

    @FunctionalInterface
    private interface Decider {
        Decision decide(Command command);
    }

    private Outcome decide(Deed deed, String id, JsonNode body, String by, Decider decider) {
        var incident = store.one(id);
        if (incident.isEmpty()) {
            return new Outcome.Unknown("There is no incident %s.".formatted(id));
        }
        return switch (CommandReader.read(deed, incident.get(), body, catalog.get(), by, clock.instant())) {
            case Reading.Wrong(var errors) -> new Outcome.Wrong(errors);
            case Reading.Read(var command) -> Outcome.of(command, decider.decide(command));
        };
    }
}
