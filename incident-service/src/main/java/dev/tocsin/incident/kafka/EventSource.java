package dev.tocsin.incident.kafka;

/// Who writes an event, as CloudEvents want it said.
public final class EventSource {

    /// The `source` of all events of this service.
    public static final String NAME = "tocsin/incident-service";

    private EventSource() {}
}
