package dev.tocsin.incident.operations.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.correlation.step.IncidentIds;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.operations.ActionResult;
import dev.tocsin.incident.operations.CommandReader.CommandReading;
import dev.tocsin.incident.operations.OpeningReader;
import dev.tocsin.incident.writer.outbox.Relay;
import dev.tocsin.incident.writer.store.IncidentStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opens incidents by hand, from the API and from the page: a request that comes twice opens one.
@ApplicationScoped
public class OpeningCommands {

    public static final String ACTION = "Open incident";

    private final IncidentStore store;
    private final Relay relay;
    private final AuditLog audit;
    private final Clock clock;

    OpeningCommands(IncidentStore store, Relay relay, AuditLog audit, Clock clock) {
        this.store = store;
        this.relay = relay;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param key distinguishes this operator's requests; null where the request has no key
    public ActionResult open(JsonNode body, String by, @Nullable String key) {
        var result = decide(body, by, key, command -> {
            var decision = store.order(command);
            if (decision.refusal() == null) {
                audit.note(by, ACTION, command.incident());
            }
            return decision;
        });
        relay.wake();
        return result;
    }

    /// The result that the opening would have; nothing is stored.
    public ActionResult rehearse(JsonNode body, String by, @Nullable String key) {
        return decide(body, by, key, store::rehearse);
    }

    private ActionResult decide(
            JsonNode body, String by, @Nullable String key, Function<Command, CorrelationDecision> decider) {
        var id = IncidentIds.ofRequest(by, key == null ? UUID.randomUUID().toString() : key);
        return switch (OpeningReader.read(id, body, by, clock.instant())) {
            case CommandReading.Wrong(var errors) -> new ActionResult.Wrong(errors);
            case CommandReading.Read(var command) -> ActionResult.of(command, decider.apply(command));
        };
    }
}
