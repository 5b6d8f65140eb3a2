package dev.tocsin.stack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Texts, numbers and values that nobody should send: wrong types, huge ones, odd Unicode, U+0000.
public final class OddJson {

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

    public OddJson(Random random) {
        this.random = random;
    }

    public String text() {
        return one(TEXTS);
    }

    JsonNode number() {
        return one(NUMBERS);
    }

    /// A text in the place of a JSON body; some of these texts are not JSON.
    public String rawBody() {
        return one(BODIES);
    }

    public JsonNode anything() {
        return anything(0);
    }

    JsonNode anything(int depth) {
        List<Supplier<JsonNode>> kinds = List.of(
                NODES::nullNode,
                () -> NODES.textNode(text()),
                this::number,
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
