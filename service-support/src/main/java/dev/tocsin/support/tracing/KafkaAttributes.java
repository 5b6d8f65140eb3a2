package dev.tocsin.support.tracing;

import dev.tocsin.contract.Topic;
import java.util.HashMap;
import java.util.Map;

/// The attributes of a span about a record of Kafka, as OpenTelemetry's conventions name them
/// (<https://opentelemetry.io/docs/specs/semconv/messaging/kafka/>).
public final class KafkaAttributes {

    private KafkaAttributes() {}

    /// A record of this topic is handled.
    ///
    /// @param own the span's further attributes
    public static Map<String, String> process(Topic topic, Map<String, String> own) {
        return of("process", topic, own);
    }

    /// A record is written to this topic.
    ///
    /// @param own the span's further attributes
    public static Map<String, String> send(Topic topic, Map<String, String> own) {
        return of("send", topic, own);
    }

    private static Map<String, String> of(String operation, Topic topic, Map<String, String> own) {
        var attributes = new HashMap<>(own);
        attributes.put("messaging.system", "kafka");
        attributes.put("messaging.destination.name", topic.topicName());
        attributes.put("messaging.operation.name", operation);
        attributes.put("messaging.operation.type", operation);
        return attributes;
    }
}
