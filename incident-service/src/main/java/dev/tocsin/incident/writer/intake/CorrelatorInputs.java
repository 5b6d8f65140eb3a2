package dev.tocsin.incident.writer.intake;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Input.Planned;
import dev.tocsin.engine.correlation.Input.Uncatalogued;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record as an input of the correlator.
sealed interface CorrelatorInputs {

    /// @param traceparent the W3C trace context of the record; empty if it has none
    record Usable(Input input, String traceparent) implements CorrelatorInputs {}

    /// A record without news: the tombstone that follows the end of a watch or a window, or an event that Tocsin
    /// itself published to the makers of changes.
    record Nothing() implements CorrelatorInputs {}

    /// A record for the dead letters.
    record Unusable(String reason) implements CorrelatorInputs {}

    static CorrelatorInputs of(ConsumerRecord<String, byte[]> record) {
        return switch (CloudEvents.read(record)) {
            case Known(var event, var _, var traceparent) -> of(event, traceparent, record);
            case Tombstone(var key) when isOn(record, Topic.CATALOG) -> new Usable(new Uncatalogued(key), "");
            case Tombstone _ when isOn(record, Topic.CELL_STATUS) || isOn(record, Topic.MAINTENANCE) -> new Nothing();
            case Tombstone _ -> new Unusable("the record has no value");
            case Unreadable(var reason) -> new Unusable(reason);
        };
    }

    private static CorrelatorInputs of(Event event, String traceparent, ConsumerRecord<String, byte[]> record) {
        return switch (event) {
            case CellStatusEvent status
            when isOn(record, Topic.CELL_STATUS) -> new Usable(new Observed(status), traceparent);
            case CatalogEvent entry when isOn(record, Topic.CATALOG) -> new Usable(new Catalogued(entry), traceparent);
            case ChangeHeld _ when isOn(record, Topic.CHANGES) -> new Nothing();
            case ChangeEvent change when isOn(record, Topic.CHANGES) -> new Usable(new Changed(change), traceparent);
            case WindowUpdated window
            when isOn(record, Topic.MAINTENANCE) -> new Usable(new Planned(window), traceparent);
            default ->
                new Unusable("%s does not belong on this topic"
                        .formatted(event.getClass().getSimpleName()));
        };
    }

    private static boolean isOn(ConsumerRecord<String, byte[]> record, Topic topic) {
        return record.topic().equals(topic.topicName());
    }
}
