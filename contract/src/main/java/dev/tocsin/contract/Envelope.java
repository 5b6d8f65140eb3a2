package dev.tocsin.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// An event in the binary mode of CloudEvents 1.0: its attributes as headers, and its data.
///
/// See <https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md>.
public final class Envelope {

    private Envelope() {}

    /// The headers of the Kafka binding, by their names.
    ///
    /// @param source the service that writes the event, such as `tocsin/incident-service`
    public static SequencedMap<String, String> headers(String source, Event event) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.eventId());
        headers.put("ce_type", EventTypes.typeOf(event.getClass()));
        headers.put("ce_source", source);
        headers.put("ce_subject", event.key());
        headers.put("ce_time", Json.format(event.time()));
        return headers;
    }

    /// The event's JSON, in UTF-8.
    public static byte[] data(Event event) {
        try {
            return Json.mapper().writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event cannot be written: " + event.eventId(), e);
        }
    }
}
