package dev.tocsin.incident.operations.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.operations.ActionResult;
import dev.tocsin.incident.operations.CommandReader;
import dev.tocsin.incident.operations.CommandReader.CommandReading;
import dev.tocsin.incident.operations.OperatorAction;
import dev.tocsin.incident.writer.outbox.Relay;
import dev.tocsin.incident.writer.store.IncidentStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// Takes operators' actions, from the API and from pages, to the place where they are decided and stored.
@ApplicationScoped
public class OperatorCommands {

    private final IncidentStore store;
    private final Relay relay;
    private final CurrentCatalog catalog;
    private final AuditLog audit;
    private final Clock clock;

    OperatorCommands(IncidentStore store, Relay relay, CurrentCatalog catalog, AuditLog audit, Clock clock) {
        this.store = store;
        this.relay = relay;
        this.catalog = catalog;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param by the operator who takes the action
    public ActionResult give(OperatorAction action, String incident, JsonNode body, String by) {
        var outcome = decide(action, incident, body, by, store::order);
        relay.wake();
        if (outcome instanceof ActionResult.Done) {
            audit.note(by, action.imperative(), incident);
        }
        return outcome;
    }

    /// The result that the action would have; nothing is stored.
    public ActionResult rehearse(OperatorAction action, String incident, JsonNode body, String by) {
        return decide(action, incident, body, by, store::rehearse);
    }

    @FunctionalInterface
    private interface Decider {
        CorrelationDecision decide(Command command);
    }

    private ActionResult decide(OperatorAction action, String id, JsonNode body, String by, Decider decider) {
        var incident = store.one(id);
        if (incident.isEmpty()) {
            return new ActionResult.Unknown("There is no incident %s.".formatted(id));
        }
        return switch (CommandReader.read(action, incident.get(), body, catalog.get(), by, clock.instant())) {
            case CommandReading.Wrong(var errors) -> new ActionResult.Wrong(errors);
            case CommandReading.Read(var command) -> ActionResult.of(command, decider.decide(command));
        };
    }
}
