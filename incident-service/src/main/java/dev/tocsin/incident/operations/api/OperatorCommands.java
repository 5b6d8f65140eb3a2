package dev.tocsin.incident.operations.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.incident.access.AccountNames;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.operations.ActionResult;
import dev.tocsin.incident.operations.CommandContext;
import dev.tocsin.incident.operations.CommandReader;
import dev.tocsin.incident.operations.CommandReader.CommandReading;
import dev.tocsin.incident.operations.OperatorAction;
import dev.tocsin.incident.operations.UnseenChanges;
import dev.tocsin.incident.trust.story.PostedUpdates;
import dev.tocsin.incident.writer.IncidentEvents;
import dev.tocsin.incident.writer.outbox.Relay;
import dev.tocsin.incident.writer.store.IncidentStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes operators' actions, from the API and from pages, to the place where they are decided and stored.
@ApplicationScoped
public class OperatorCommands {

    /// An incident in a storm changes once a second.
    private static final int MOST_TRIES = 5;

    private final IncidentStore store;
    private final IncidentEvents events;
    private final Relay relay;
    private final CurrentCatalog catalog;
    private final AccountNames accounts;
    private final AuditLog audit;
    private final Clock clock;

    OperatorCommands(
            IncidentStore store,
            IncidentEvents events,
            Relay relay,
            CurrentCatalog catalog,
            AccountNames accounts,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.events = events;
        this.relay = relay;
        this.catalog = catalog;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param by the operator who takes the action
    /// @param seen the number of the incident's last event that the operator has seen; null if it does not matter
    public ActionResult give(OperatorAction action, String incident, JsonNode body, String by, @Nullable Long seen) {
        Decider decider = seen == null ? (_, command) -> Optional.of(store.order(command)) : store::orderAt;
        var outcome = decide(action, incident, body, by, seen, decider);
        relay.wake();
        if (outcome instanceof ActionResult.Done) {
            audit.note(by, action.imperative(), incident);
        }
        return outcome;
    }

    /// The result that the action would have; nothing is stored.
    public ActionResult rehearse(
            OperatorAction action, String incident, JsonNode body, String by, @Nullable Long seen) {
        return decide(action, incident, body, by, seen, (_, command) -> Optional.of(store.rehearse(command)));
    }

    /// Decides a command about an incident with this number; empty if the incident has another one by now.
    @FunctionalInterface
    private interface Decider {
        Optional<CorrelationDecision> decide(long number, Command command);
    }

    private ActionResult decide(
            OperatorAction action, String id, JsonNode body, String by, @Nullable Long seen, Decider decider) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            var incident = store.one(id);
            if (incident.isEmpty()) {
                return new ActionResult.Unknown("There is no incident %s.".formatted(id));
            }
            var unseen = unseen(action, incident.get(), seen);
            if (!unseen.isEmpty()) {
                return new ActionResult.Outdated(unseen);
            }
            switch (read(action, incident.get(), body, by)) {
                case CommandReading.Wrong(var errors) -> {
                    return new ActionResult.Wrong(errors);
                }
                case CommandReading.Read(var command) -> {
                    var decision = decider.decide(incident.get().number(), command);
                    if (decision.isPresent()) {
                        return ActionResult.of(command, decision.get());
                    }
                }
            }
        }
        return new ActionResult.Impossible("incident %s changes too fast at the moment; try again".formatted(id));
    }

    private CommandReading read(OperatorAction action, Incident incident, JsonNode body, String by) {
        var known = new CommandContext() {
            @Override
            public boolean hasStandingUpdate(long number) {
                return PostedUpdates.of(events.withoutImpactChanges(incident.id()))
                        .hasStanding(number);
            }

            @Override
            public boolean hasAccount(String name) {
                return accounts.ofOperators().contains(name);
            }
        };
        return CommandReader.read(action, incident, known, body, catalog.get(), by, clock.instant());
    }

    private List<String> unseen(OperatorAction action, Incident incident, @Nullable Long seen) {
        if (seen == null || seen >= incident.number()) {
            return List.of();
        }
        var all = UnseenChanges.concernImpact(action)
                ? events.of(incident.id())
                : events.withoutImpactChanges(incident.id());
        return UnseenChanges.of(action, all, seen);
    }
}
