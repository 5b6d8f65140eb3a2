package dev.tocsin.support.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Envelope;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.InternedTexts;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.HealthObservedReader;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import java.io.IOException;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Events as Kafka records: CloudEvents 1.0, written in the Kafka binding's binary mode, read in both modes.
///
/// See <https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md>.
public final class CloudEvents {

    private static final String STRUCTURED = "application/cloudevents";

    private CloudEvents() {}

    /// @param source the service that writes, such as `tocsin/incident-service`
    /// @param partition null lets the key decide
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
        return Envelope.data(event);
    }

    public static Headers headers(String source, Event event, @Nullable String traceparent) {
        var headers = new RecordHeaders();
        Envelope.headers(source, event).forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        if (traceparent != null) {
            headers.add("traceparent", traceparent.getBytes(UTF_8));
        }
        return headers;
    }

    /// The event of a record on a topic that has one family of events alone, and no tombstones.
    ///
    /// @throws UnusableRecord when the record holds anything else
    public static <E extends Event> E read(ConsumerRecord<String, byte[]> record, Class<E> family) {
        return switch (read(record)) {
            case Known known when family.isInstance(known.event()) -> family.cast(known.event());
            case Known known ->
                throw new UnusableRecord("%s does not belong on this topic"
                        .formatted(known.event().getClass().getSimpleName()));
            case Tombstone _ -> throw new UnusableRecord("the record has no value");
            case Unreadable(var reason) -> throw new UnusableRecord(reason);
        };
    }

    /// Never throws because of a record's content: a record that cannot be read is [Unreadable].
    public static Received read(ConsumerRecord<String, byte[]> record) {
        var value = record.value();
        if (value == null) {
            return new Tombstone(Objects.requireNonNullElse(record.key(), ""));
        }
        var head = HeaderValues.of(record.headers());
        try {
            return head.isStructured()
                    ? structured(value, head.traceparent(), record.key())
                    : read(head, value, head.traceparent(), record.key());
        } catch (IOException | IllegalArgumentException e) {
            return new Unreadable(reason(e));
        }
    }

    private static Received structured(byte[] value, String traceparent, @Nullable String key) throws IOException {
        var envelope = Json.mapper().readTree(value);
        var data = envelope.get("data");
        if (data == null) {
            return new Unreadable("the CloudEvent has no data");
        }
        var head = new HeaderValues(
                null,
                envelope.path("specversion").textValue(),
                !Objects.requireNonNullElse(envelope.path("id").textValue(), "").isEmpty(),
                envelope.path("source").textValue(),
                envelope.path("type").textValue(),
                null);
        return read(
                head,
                Json.mapper().writeValueAsBytes(data),
                envelope.path("traceparent").asText(traceparent),
                key);
    }

    private static Received read(HeaderValues head, byte[] data, String traceparent, @Nullable String key)
            throws IOException {
        var version = required("specversion", head.version());
        if (!version.equals("1.0")) {
            return new Unreadable("version %s of CloudEvents is not known here".formatted(printable(version)));
        }
        if (!head.hasId()) {
            throw missing("id");
        }
        var source = required("source", head.source());
        var type = required("type", head.type());
        var known = EventTypes.eventOf(type);
        if (known.isEmpty()) {
            return new Unreadable("type %s is not known here".formatted(printable(type)));
        }
        var event = event(data, known.get());
        if (event == null) {
            return new Unreadable("the CloudEvent's data is null");
        }
        if (!isKeyOf(event, key)) {
            return new Unreadable("the record's key is not the event's, %s".formatted(printable(event.key())));
        }
        return new Known(event, source, traceparent);
    }

    private static @Nullable Event event(byte[] data, Class<? extends Event> type) throws IOException {
        var usual = type == HealthObserved.class ? HealthObservedReader.read(data) : null;
        return usual == null ? Json.mapper().readValue(data, type) : usual;
    }

    /// Compares the keys of health events, which are many, without writing them.
    private static boolean isKeyOf(Event event, @Nullable String key) {
        return (event instanceof HealthObserved observed && key != null)
                ? observed.cell().isWritten(key)
                : event.key().equals(key);
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw missing(name);
        }
        return value;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("not a CloudEvent: it has no " + name);
    }

    /// The values of the headers, gathered in one pass; the last header of a name counts.
    private record HeaderValues(
            @Nullable String contentType,
            @Nullable String version,
            boolean hasId,
            @Nullable String source,
            @Nullable String type,
            @Nullable String trace) {

        static HeaderValues of(Headers headers) {
            String contentType = null;
            String version = null;
            var hasId = false;
            String source = null;
            String type = null;
            String trace = null;
            for (var header : headers) {
                switch (header.key()) {
                    case "content-type" -> contentType = word(header);
                    case "ce_specversion" -> version = word(header);
                    case "ce_id" -> hasId = header.value() != null && header.value().length > 0;
                    case "ce_source" -> source = word(header);
                    case "ce_type" -> type = word(header);
                    case "traceparent" -> trace = text(header);
                    default -> {}
                }
            }
            return new HeaderValues(contentType, version, hasId, source, type, trace);
        }

        private static @Nullable String word(Header header) {
            return header.value() == null ? null : InternedTexts.of(header.value());
        }

        private static @Nullable String text(Header header) {
            return header.value() == null ? null : new String(header.value(), UTF_8);
        }

        boolean isStructured() {
            return contentType != null && contentType.regionMatches(true, 0, STRUCTURED, 0, STRUCTURED.length());
        }

        String traceparent() {
            return Objects.requireNonNullElse(trace, "");
        }
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
