package dev.tocsin.incident.kafka;

/// The writer of an event, in the form of CloudEvents.
public final class EventSource {

    /// The `source` of all events of this service.
    public static final String NAME = "tocsin/incident-service";

    private EventSource() {}
}
