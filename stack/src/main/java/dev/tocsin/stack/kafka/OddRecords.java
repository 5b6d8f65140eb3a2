package dev.tocsin.stack.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.stack.api.OddJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Records that a careful writer would not write: events of the contract with something wrong in their value, key or
/// headers. Each has a header [#NUMBER], by which its dead letter is found.
public final class OddRecords {

    public static final String NUMBER = "odd";

    private static final List<String> REQUIRED = List.of("ce_specversion", "ce_id", "ce_type", "ce_source");
    private static final List<String> OPTIONAL =
            List.of("traceparent", "content-type", "ce_time", "ce_subject", "tracestate", "odd-too");
    private static final int HUGE = 300_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Golden> golden;
    private final Random random;
    private final OddJson json;
    private int number;

    private record Golden(String type, String key, Map<String, String> headers, String value) {}

    /// @param unusable whether no reader can use it, so that it must become a dead letter
    public record Odd(int number, ProducerRecord<String, byte[]> record, String what, boolean unusable) {}

    /// @param folder of the contract's golden files
    /// @param disguise changes their texts first, such as names that other tests use
    public OddRecords(Path folder, UnaryOperator<String> disguise, Random random) {
        this.golden = read(folder, disguise);
        this.random = random;
        this.json = new OddJson(random);
    }

    /// @param types the beginnings of the types of events on the topic
    public Odd unusable(String topic, String... types) {
        var event = one(of(types));
        return switch (random.nextInt(5)) {
            case 0 -> odd(topic, event, "half of its value", true, event.key(), cut(event), event.headers());
            case 1 -> odd(topic, event, "no headers", true, event.key(), bytes(event.value()), Map.of());
            case 2 -> {
                var missing = one(REQUIRED);
                var headers = new LinkedHashMap<>(event.headers());
                headers.remove(missing);
                yield odd(topic, event, "no " + missing, true, event.key(), bytes(event.value()), headers);
            }
            case 3 -> {
                var headers = new LinkedHashMap<>(event.headers());
                headers.put("ce_type", "tocsin." + json.text());
                yield odd(topic, event, "an unknown type", true, event.key(), bytes(event.value()), headers);
            }
            default -> {
                var deep = "[".repeat(5_000);
                yield odd(topic, event, "an endless array", true, event.key(), bytes(deep), event.headers());
            }
        };
    }

    /// A record that may be right, may be accepted though it is odd, or may be unusable.
    public Odd any(String topic, String... types) {
        var event = one(of(types));
        return switch (random.nextInt(9)) {
            case 0 -> unusable(topic, types);
            case 1 -> odd(topic, event, "an odd key", false, oddKey(), bytes(event.value()), event.headers());
            case 2 -> odd(topic, event, "no value", false, event.key(), null, event.headers());
            case 3 -> odd(topic, event, "an odd value", false, event.key(), bytes(json.rawBody()), event.headers());
            case 4 -> oddHeader(topic, event);
            case 5 -> {
                var other = one(golden);
                yield odd(topic, other, "any event", false, other.key(), bytes(other.value()), other.headers());
            }
            default -> {
                var mutated = mutated(event);
                yield odd(topic, event, "changed", false, event.key(), bytes(mutated), event.headers());
            }
        };
    }

    /// The faults of the dead letters: each unusable record that was sent needs one, and each needs a reason of one
    /// line.
    ///
    /// @param sent by their numbers
    /// @param letters all records on the topic of dead letters
    public static List<String> missingLetters(
            Map<Integer, Odd> sent, Collection<ConsumerRecord<String, byte[]>> letters) {
        var reasons = new HashMap<Integer, String>();
        for (var letter : letters) {
            var number = header(letter, NUMBER);
            if (!number.isEmpty()) {
                reasons.put(Integer.valueOf(number), header(letter, "dead-letter-reason"));
            }
        }
        var missing = new ArrayList<String>();
        sent.forEach((number, odd) -> {
            var reason = reasons.get(number);
            if (reason == null && odd.unusable()) {
                missing.add(odd.what());
            } else if (reason != null && (reason.isBlank() || reason.lines().count() > 1)) {
                missing.add("%s: a reason of one line, not \"%s\"".formatted(odd.what(), reason));
            }
        });
        return missing;
    }

    /// Empty where there is none.
    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private Odd oddHeader(String topic, Golden event) {
        var odd = odd(topic, event, "an odd header", false, event.key(), bytes(event.value()), event.headers());
        var noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        for (var name : List.of(one(OPTIONAL), one(OPTIONAL))) {
            odd.record()
                    .headers()
                    .add(name, random.nextInt(4) == 0 ? null : random.nextBoolean() ? noise : bytes(json.text()));
        }
        return odd;
    }

    private @Nullable String oddKey() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> "k".repeat(HUGE);
            default -> json.text();
        };
    }

    private static byte[] cut(Golden event) {
        var value = bytes(event.value());
        return Arrays.copyOf(value, value.length / 2);
    }

    private String mutated(Golden event) {
        try {
            var value = JSON.readTree(event.value());
            for (var left = 1 + random.nextInt(3); left > 0; left--) {
                mutate(value);
            }
            return value.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mutate(JsonNode value) {
        var places = new ArrayList<JsonNode>();
        places(value, places);
        if (places.isEmpty()) {
            return;
        }
        switch (one(places)) {
            case ObjectNode object -> {
                var names = new ArrayList<String>();
                object.fieldNames().forEachRemaining(names::add);
                var name = one(names);
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, replacement());
                }
            }
            case ArrayNode array -> array.set(random.nextInt(array.size()), replacement());
            default -> throw new IllegalStateException("no place of a value");
        }
    }

    private JsonNode replacement() {
        return random.nextInt(20) == 0 ? JSON.getNodeFactory().textNode("x".repeat(HUGE)) : json.anything();
    }

    private static void places(JsonNode value, List<JsonNode> places) {
        if (value.isContainerNode() && !value.isEmpty()) {
            places.add(value);
            value.forEach(member -> places(member, places));
        }
    }

    private Odd odd(
            String topic,
            Golden event,
            String what,
            boolean unusable,
            @Nullable String key,
            byte @Nullable [] value,
            Map<String, String> headers) {
        var record = new ProducerRecord<String, byte[]>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
        record.headers().add(NUMBER, bytes(Integer.toString(++number)));
        return new Odd(number, record, "%s on %s with %s".formatted(event.type(), topic, what), unusable);
    }

    private List<Golden> of(String... types) {
        return golden.stream()
                .filter(event -> Arrays.stream(types).anyMatch(event.type()::startsWith))
                .toList();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<Golden> read(Path folder, UnaryOperator<String> disguise) {
        try (var files = Files.list(folder)) {
            return files.sorted().map(file -> golden(file, disguise)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden golden(Path file, UnaryOperator<String> disguise) {
        try {
            return event(JSON.readTree(disguise.apply(Files.readString(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden event(JsonNode file) {
        var headers = new LinkedHashMap<String, String>();
        file.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Golden(
                headers.getOrDefault("ce_type", ""),
                file.get("key").asText(),
                headers,
                file.get("value").toString());
    }
}
