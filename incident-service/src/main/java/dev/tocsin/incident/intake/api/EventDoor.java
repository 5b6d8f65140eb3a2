package dev.tocsin.incident.intake.api;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.intake.ChangeIntake;
import dev.tocsin.incident.intake.HealthEventIntake;
import dev.tocsin.incident.intake.IntakeAnswer;
import dev.tocsin.incident.intake.IntakeResult;
import dev.tocsin.incident.intake.IntakeResult.Accepted;
import dev.tocsin.incident.intake.ReceivedBody.Opened;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.WriteResult;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes events of other senders, from the API and from pages, to Kafka.
@ApplicationScoped
public class EventDoor {

    private final CurrentCatalog catalog;
    private final EventWriter writer;
    private final Clock clock;

    EventDoor(CurrentCatalog catalog, EventWriter writer, Clock clock) {
        this.catalog = catalog;
        this.writer = writer;
        this.clock = clock;
    }

    IntakeAnswer healthEvents(Opened opened, @Nullable String traceparent) {
        return take(
                Topic.HEALTH_EVENTS, traceparent, known -> HealthEventIntake.of(opened.data(), known, clock.instant()));
    }

    /// @param traceparent the trace context of the change, valid; or null
    public IntakeAnswer change(Opened opened, @Nullable String traceparent) {
        return take(Topic.CHANGES, traceparent, known -> ChangeIntake.of(opened, known, clock.instant()));
    }

    private IntakeAnswer take(Topic topic, @Nullable String traceparent, Function<Catalog, IntakeResult> intake) {
        var known = catalog.get();
        if (known.version() == 0) {
            return new IntakeAnswer.Later(
                    "The catalog is not loaded yet, so the request cannot be checked. Send it again.");
        }
        return switch (intake.apply(known)) {
            case IntakeResult.Refused(var errors) -> new IntakeAnswer.Wrong(errors);
            case Accepted(var events) -> write(topic, events, traceparent);
        };
    }

    private IntakeAnswer write(Topic topic, List<Event> events, @Nullable String traceparent) {
        var records = events.stream()
                .map(event -> CloudEvents.record(topic, null, writer.source(), event, traceparent))
                .toList();
        return switch (writer.write(records)) {
            case Written _ -> new IntakeAnswer.Stored(events.size());
            case Unavailable _ ->
                new IntakeAnswer.Later("Kafka is not available. Send the whole request again; no event counts twice.");
            case WriteResult.Refused(var reason) ->
                new IntakeAnswer.Refused("Kafka refused the events: %s.".formatted(reason));
        };
    }
}
