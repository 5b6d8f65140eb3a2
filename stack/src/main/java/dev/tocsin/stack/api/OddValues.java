package dev.tocsin.stack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Values of the right and of every wrong kind: wrong types, huge ones, odd Unicode, U+0000, and sometimes right ones,
/// which lead further.
final class OddValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    private final Random random;
    private final List<String> known;
    private final ApiDocument document;
    private final OddJson odd;

    OddValues(Random random, List<String> known, ApiDocument document) {
        this.random = random;
        this.known = known;
        this.document = document;
        this.odd = new OddJson(random);
    }

    String text(JsonNode schema) {
        var choices = document.resolve(schema).path("enum");
        if (!choices.isEmpty() && random.nextBoolean()) {
            return choices.get(random.nextInt(choices.size())).asText();
        }
        return text();
    }

    private String text() {
        return !known.isEmpty() && random.nextInt(3) == 0 ? one(known) : odd.text();
    }

    /// A text that an HTTP header can carry.
    String headerValue() {
        return text().replaceAll("[^\\x20-\\x7e]", "?").strip() + "x";
    }

    String rawBody() {
        return odd.rawBody();
    }

    /// JSON that follows the schema in most places.
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
            case "integer", "number" -> random.nextBoolean() ? NODES.numberNode(random.nextInt(100)) : odd.number();
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
        return odd.anything(depth);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
