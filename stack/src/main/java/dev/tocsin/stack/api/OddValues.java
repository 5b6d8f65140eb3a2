package dev.tocsin.stack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Values of the right and of every wrong kind: wrong types, huge ones, odd Unicode, U+0000, and now and then right
/// ones,
/// which lead further.
final class OddValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "undefined",
            "true",
            "0",
            "-1",
            "99999999999999999999999",
            "1e400",
            "NaN",
            "0x10",
            "\u0000",
            "a\u0000b",
            "\u0001\u001f\u007f\u0085",
            "\ufeff",
            "\ufffe\uffff",
            "\ud83d",
            "\ude00\ud83d",
            "😀👩‍👩‍👧‍👦",
            "\u202eevil\u2066",
            "e\u0301\u0327",
            "ﷺ",
            "İıſß",
            "../../etc/passwd",
            "..%2f..%2f",
            "%00",
            "%",
            "{x}",
            "${jndi:ldap://127.0.0.1/x}",
            "' or '1'='1",
            "\\",
            "\"",
            "<script>alert(1)</script>",
            "a\r\nX-Injected: yes",
            "2026-02-30T25:61:00Z",
            "+1000000000-12-31T23:59:59Z",
            "-0001-01-01T00:00:00Z",
            "2026-13",
            "999999999-01",
            "a@b@c",
            "@",
            "x".repeat(3_000),
            "é".repeat(700));

    private static final List<JsonNode> NUMBERS = List.of(
            NODES.numberNode(0),
            NODES.numberNode(-1),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(Long.MIN_VALUE),
            NODES.numberNode(new BigDecimal("1e400")),
            NODES.numberNode(new BigDecimal("1e-400")),
            NODES.numberNode(new BigInteger("9".repeat(400))),
            NODES.numberNode(0.1));

    private static final List<String> BODIES = List.of(
            "null",
            "[]",
            "{}",
            "1",
            "\"x\"",
            "true",
            "{",
            "}",
            "[",
            "\u0000",
            "{\"a\":\"\\u0000\"}",
            "{\"\\u0000\":1}",
            "{\"a\":1,\"a\":2}",
            "\ufeff{}",
            "{} {}",
            "NaN",
            "[null]",
            "[[[]]]",
            "{\"\":\"\"}",
            "[".repeat(5_000),
            "{\"a\":".repeat(2_000),
            "9".repeat(5_000),
            "\"" + "x".repeat(60_000) + "\"",
            "a=b&c=%00");

    private final Random random;
    private final List<String> known;
    private final ApiDocument document;

    OddValues(Random random, List<String> known, ApiDocument document) {
        this.random = random;
        this.known = known;
        this.document = document;
    }

    String text(JsonNode schema) {
        var choices = document.resolve(schema).path("enum");
        if (!choices.isEmpty() && random.nextBoolean()) {
            return choices.get(random.nextInt(choices.size())).asText();
        }
        return text();
    }

    private String text() {
        return !known.isEmpty() && random.nextInt(3) == 0 ? one(known) : one(TEXTS);
    }

    /// As HTTP can carry it.
    String headerValue() {
        return text().replaceAll("[^\\x20-\\x7e]", "?").strip() + "x";
    }

    String rawBody() {
        return one(BODIES);
    }

    /// As the schema says, but for here and there.
    String json(JsonNode schema) {
        return node(schema, 0).toString();
    }

    private JsonNode node(JsonNode schema, int depth) {
        if (random.nextInt(5) == 0 || depth > DEEPEST) {
            return anything(depth);
        }
        var resolved = document.resolve(schema);
        for (var alternatives : List.of("anyOf", "oneOf")) {
            if (!resolved.path(alternatives).isEmpty()) {
                var some = resolved.path(alternatives);
                return node(some.get(random.nextInt(some.size())), depth + 1);
            }
        }
        return switch (type(resolved)) {
            case "object" -> object(resolved, depth);
            case "array" -> array(resolved, depth);
            case "integer", "number" -> random.nextBoolean() ? NODES.numberNode(random.nextInt(100)) : one(NUMBERS);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            case "string" -> NODES.textNode(text(resolved));
            default -> anything(depth);
        };
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray() && !type.isEmpty()) {
            return type.get(random.nextInt(type.size())).asText();
        }
        return type.asText(schema.has("properties") ? "object" : "");
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (random.nextInt(8) > 0 && (required.contains(property.getKey()) || random.nextBoolean())) {
                object.set(property.getKey(), node(property.getValue(), depth + 1));
            }
        }
        if (random.nextInt(10) == 0) {
            object.set(text(), anything(depth));
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        var array = NODES.arrayNode();
        IntStream.range(0, random.nextInt(4)).forEach(_ -> array.add(node(schema.path("items"), depth + 1)));
        return array;
    }

    private JsonNode anything(int depth) {
        List<Supplier<JsonNode>> kinds = List.of(
                NODES::nullNode,
                () -> NODES.textNode(text()),
                () -> one(NUMBERS),
                () -> NODES.booleanNode(true),
                NODES::arrayNode,
                NODES::objectNode,
                () -> depth > DEEPEST ? NODES.nullNode() : NODES.arrayNode().add(anything(depth + 1)),
                () -> depth > DEEPEST ? NODES.nullNode() : NODES.objectNode().set(text(), anything(depth + 1)));
        return one(kinds).get();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
