package dev.tocsin.benchmarks.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.health.CellChecksDefined;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Settings that hold instead of the recorded ones, for all checks alike; spelled as in `settings` of `catalog.yaml`.
///
/// @param values by key, such as `correlation.open-hold`
public record Settings(Map<String, Long> values) {

    public static final Settings NONE = new Settings(Map.of());

    private static final String CORRELATION = "correlation.";
    private static final String CHECKS = "checks.";
    private static final String MILLIS = "Millis";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /// The recorded checks were made with these settings, so changing them would have no effect.
    private static final Set<String> ASKED_WITH = Set.of("timeoutMillis", "slowAfterMillis");

    /// The JSON field of each key.
    private static final SortedMap<String, String> FIELDS = fields();

    /// @param said settings such as `correlation.open-hold=20s`
    /// @throws IllegalArgumentException with a message that says what would be right
    public static Settings parse(Collection<String> said) {
        var values = new LinkedHashMap<String, Long>();
        for (var setting : said) {
            var equals = setting.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("\"%s\" is not of the form key=value".formatted(setting));
            }
            var key = setting.substring(0, equals).strip();
            var field = FIELDS.get(key);
            if (field == null) {
                throw new IllegalArgumentException("there is no setting \"%s\"; the settings are %s"
                        .formatted(key, String.join(", ", FIELDS.keySet())));
            }
            values.put(key, value(key, field, setting.substring(equals + 1).strip()));
        }
        return new Settings(values);
    }

    private static long value(String key, String field, String text) {
        if (!field.endsWith(MILLIS)) {
            if (!NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException("%s must be a number, not \"%s\"".formatted(key, text));
            }
            return Long.parseLong(text);
        }
        var duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw new IllegalArgumentException(
                    "%s must be a duration such as 500ms, 20s, 5m or 1h, not \"%s\"".formatted(key, text));
        }
        var amount = Long.parseLong(duration.group(1));
        return switch (duration.group(2)) {
            case "ms" -> amount;
            case "s" -> Duration.ofSeconds(amount).toMillis();
            case "m" -> Duration.ofMinutes(amount).toMillis();
            default -> Duration.ofHours(amount).toMillis();
        };
    }

    /// The record as it would be if these settings had held when it was written.
    Recorded applied(Recorded recorded) {
        var event = recorded.event();
        if (values.isEmpty() || event == null) {
            return recorded;
        }
        return switch (event) {
            case CorrelationSettingsDefined _ -> with(recorded, json -> set(json, CORRELATION));
            case CheckDefined _ -> with(recorded, json -> set(json.path("timing"), CHECKS));
            case CellChecksDefined _ ->
                with(recorded, json -> json.path("checks").forEach(check -> set(check.path("timing"), CHECKS)));
            default -> recorded;
        };
    }

    private interface SettingChange {
        void in(JsonNode json);
    }

    private static Recorded with(Recorded recorded, SettingChange change) {
        var event = recorded.requireEvent();
        JsonNode json = Json.mapper().valueToTree(event);
        change.in(json);
        try {
            Event changed = Json.mapper().treeToValue(json, event.getClass());
            return new Recorded(recorded.topic(), recorded.partition(), recorded.key(), recorded.appendedAt(), changed);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private void set(JsonNode json, String group) {
        values.forEach((key, value) -> {
            if (key.startsWith(group) && json instanceof ObjectNode object) {
                object.set(FIELDS.get(key), LongNode.valueOf(value));
            }
        });
    }

    private static SortedMap<String, String> fields() {
        var fields = new TreeMap<String, String>();
        add(fields, CORRELATION, CorrelationSettingsDefined.class);
        add(fields, CHECKS, CheckTiming.class);
        return fields;
    }

    private static void add(Map<String, String> fields, String group, Class<? extends Record> type) {
        Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType().isPrimitive())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("version") && !ASKED_WITH.contains(name))
                .forEach(name -> fields.put(group + key(name), name));
    }

    /// For example `open-hold` for `openHoldMillis`.
    private static String key(String field) {
        var name = field.endsWith(MILLIS) ? field.substring(0, field.length() - MILLIS.length()) : field;
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return values.isEmpty()
                ? "as recorded"
                : values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + shown(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String shown(String key, long value) {
        if (!FIELDS.getOrDefault(key, "").endsWith(MILLIS)) {
            return Long.toString(value);
        }
        return value % 1000 == 0 ? value / 1000 + "s" : value + "ms";
    }
}
