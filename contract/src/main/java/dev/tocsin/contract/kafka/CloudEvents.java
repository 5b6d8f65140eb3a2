package dev.tocsin.contract.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.kafka.Received.Known;
import dev.tocsin.contract.kafka.Received.Tombstone;
import dev.tocsin.contract.kafka.Received.Unreadable;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Events as Kafka records: CloudEvents 1.0, written in the Kafka binding's binary mode, read in both modes.
///
/// See <https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md>.
public final class CloudEvents {

    private static final String STRUCTURED = "application/cloudevents";
    private static final byte[] JSON = "application/json".getBytes(UTF_8);
    private static final byte[] VERSION = "1.0".getBytes(UTF_8);

    private CloudEvents() {}

    /// @param source the service that writes, such as `tocsin/incident-service`
    /// @param partition null leaves it to the key
    /// @param traceparent W3C trace context, or null
    public static ProducerRecord<String, byte[]> record(
            Topic topic, @Nullable Integer partition, String source, Event event, @Nullable String traceparent) {
        return new ProducerRecord<>(
                topic.topicName(), partition, null, event.key(), data(event), headers(source, event, traceparent));
    }

    public static ProducerRecord<String, byte[]> record(Topic topic, String source, Event event) {
        return record(topic, null, source, event, null);
    }

    /// On a compacted topic: the entry with this key is gone.
    public static ProducerRecord<String, byte[]> tombstone(Topic topic, String key) {
        return new ProducerRecord<>(topic.topicName(), key, null);
    }

    /// The event's JSON, in UTF-8.
    public static byte[] data(Event event) {
        try {
            return Json.mapper().writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event cannot be written: " + event.eventId(), e);
        }
    }

    public static Headers headers(String source, Event event, @Nullable String traceparent) {
        var headers = new RecordHeaders()
                .add("content-type", JSON)
                .add("ce_specversion", VERSION)
                .add("ce_id", event.eventId().getBytes(UTF_8))
                .add("ce_type", EventTypes.typeOf(event.getClass()).getBytes(UTF_8))
                .add("ce_source", source.getBytes(UTF_8))
                .add("ce_subject", event.key().getBytes(UTF_8))
                .add("ce_time", Json.format(event.time()).getBytes(UTF_8));
        if (traceparent != null) {
            headers.add("traceparent", traceparent.getBytes(UTF_8));
        }
        return headers;
    }

    /// Never throws for what a record holds: whatever cannot be read is [Unreadable].
    public static Received read(ConsumerRecord<String, byte[]> record) {
        var value = record.value();
        if (value == null) {
            return new Tombstone(Objects.requireNonNullElse(record.key(), ""));
        }
        var headers = record.headers();
        var traceparent = Objects.requireNonNullElse(text(headers, "traceparent"), "");
        try {
            return isStructured(headers)
                    ? structured(value, traceparent, record.key())
                    : read(name -> text(headers, "ce_" + name), value, traceparent, record.key());
        } catch (IOException | IllegalArgumentException e) {
            return new Unreadable(reason(e));
        }
    }

    private static boolean isStructured(Headers headers) {
        var contentType = text(headers, "content-type");
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED);
    }

    private static Received structured(byte[] value, String traceparent, @Nullable String key) throws IOException {
        var envelope = Json.mapper().readTree(value);
        var data = envelope.get("data");
        if (data == null) {
            return new Unreadable("the CloudEvent has no data");
        }
        return read(
                name -> envelope.path(name).textValue(),
                Json.mapper().writeValueAsBytes(data),
                envelope.path("traceparent").asText(traceparent),
                key);
    }

    private static Received read(Attributes attributes, byte[] data, String traceparent, @Nullable String key)
            throws IOException {
        var version = attributes.required("specversion");
        if (!version.equals("1.0")) {
            return new Unreadable("version %s of CloudEvents is not known here".formatted(printable(version)));
        }
        attributes.required("id");
        var source = attributes.required("source");
        var type = attributes.required("type");
        var known = EventTypes.eventOf(type);
        if (known.isEmpty()) {
            return new Unreadable("type %s is not known here".formatted(printable(type)));
        }
        var event = Json.mapper().readValue(data, known.get());
        if (event == null) {
            return new Unreadable("the CloudEvent's data is null");
        }
        if (!event.key().equals(key)) {
            return new Unreadable("the record's key is not the event's, %s".formatted(printable(event.key())));
        }
        return new Known(event, source, traceparent);
    }

    /// The attributes of a CloudEvent by name, wherever its mode keeps them.
    private interface Attributes {

        @Nullable
        String get(String name);

        default String required(String name) {
            var value = get(name);
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException("not a CloudEvent: it has no " + name);
            }
            return value;
        }
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static String reason(Exception e) {
        var message = e instanceof JsonProcessingException json
                ? "%s%s".formatted(json.getOriginalMessage(), at(json))
                : String.valueOf(e.getMessage());
        return printable(message);
    }

    private static String at(JsonProcessingException json) {
        var location = json.getLocation();
        return location == null ? "" : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String printable(String text) {
        var line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
