package dev.tocsin.benchmarks.replay.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tocsin.benchmarks.replay.PlacedRecords;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.engine.replay.Recorded;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One record as a line:
///
/// ```json
/// {"topic": "tocsin.health-events", "partition": 3, "key": "login@na", "appendedAt": "2006-04-11T10:42:00.000Z",
///  "type": "tocsin.health.observed.v1", "value": {"check": "login-page", …}}
/// ```
///
/// `partition` may be left out if it follows from the key; `type` and `value` are as in the CloudEvents of that topic,
/// and both are left out for a tombstone.
final class RecordingLine {

    private static final Map<String, Topic> TOPICS =
            Arrays.stream(Topic.values()).collect(Collectors.toMap(Topic::topicName, topic -> topic));

    /// The line continues after its value.
    private static final ObjectReader VALUES =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private @Nullable Topic topic;
    private @Nullable Integer partition;
    private @Nullable String key;
    private @Nullable Instant appendedAt;
    private @Nullable Class<? extends Event> type;
    private @Nullable Event event;

    private RecordingLine() {}

    /// @throws IllegalArgumentException with a message that says what is wrong with the line
    static Recorded read(String line) {
        try (var json = Json.mapper().createParser(line)) {
            var read = new RecordingLine();
            read.read(json);
            return read.recorded();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(problem(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Jackson's message without the position, because the line is known.
    private static String problem(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("not JSON").replaceAll(" \\(start marker at .*", "");
    }

    static String write(Recorded recorded) {
        var line = new StringWriter(256);
        try (var json = Json.mapper().createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("topic", recorded.topic().topicName());
            json.writeNumberField("partition", recorded.partition());
            json.writeStringField("key", recorded.key());
            json.writeStringField("appendedAt", Json.format(recorded.appendedAt()));
            var event = recorded.event();
            if (event != null) {
                json.writeStringField("type", EventTypes.typeOf(event.getClass()));
                json.writePOJOField("value", event);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private void read(JsonParser json) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "a line must be a JSON object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "topic" -> topic = topic(text(name, json));
                case "partition" -> partition = json.getIntValue();
                case "key" -> key = text(name, json);
                case "appendedAt" -> appendedAt = time(text(name, json));
                case "type" -> type = type(text(name, json));
                case "value" -> {
                    require(type != null, "\"type\" must come before \"value\"");
                    event = VALUES.forType(Objects.requireNonNull(type)).readValue(json);
                }
                default ->
                    throw new IllegalArgumentException(
                            "there is no key \"%s\"; the keys are topic, partition, key, appendedAt, type, value"
                                    .formatted(name));
            }
        }
        require(json.nextToken() == null, "there is more than one JSON document");
    }

    private Recorded recorded() {
        var on = required("topic", topic);
        var keyed = required("key", key);
        var at = required("appendedAt", appendedAt);
        require(type == null || event != null, "\"value\" is missing");
        require(event == null || event.key().equals(keyed), "\"key\" is not the key of the value");
        var number = partition == null ? PlacedRecords.partitionOf(on, keyed) : partition;
        require(number >= 0 && number < on.partitions(), "%s has no partition %d".formatted(on.topicName(), number));
        return new Recorded(on, number, keyed, at, event);
    }

    private static String text(String name, JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "\"%s\" must be text".formatted(name));
        return json.getText();
    }

    private static Topic topic(String name) {
        var topic = TOPICS.get(name);
        require(topic != null, "there is no topic \"%s\"".formatted(name));
        return Objects.requireNonNull(topic);
    }

    private static Class<? extends Event> type(String name) {
        return EventTypes.eventOf(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no type \"%s\"".formatted(name)));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("\"%s\" is not a time such as 2006-04-11T10:42:00.000Z".formatted(text));
        }
    }

    private static <T> T required(String name, @Nullable T value) {
        require(value != null, "\"%s\" is missing".formatted(name));
        return Objects.requireNonNull(value);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
