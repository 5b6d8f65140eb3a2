package dev.tocsin.engine.replay;

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
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.SettingLimits;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Settings that hold instead of the recorded ones, for all checks alike; spelled as in `settings` of `catalog.yaml`.
///
/// @param values by key, such as `correlation.open-hold`
public record ReplaySettings(Map<String, Long> values) {

    public static final ReplaySettings NONE = new ReplaySettings(Map.of());

    /// The key of the time for which a vote lives.
    public static final String VOTE_LIFE = "checks.vote-life";

    private static final String CORRELATION = "correlation.";
    private static final String CHECKS = "checks.";
    private static final String EVERY = CHECKS + "every";
    private static final String MILLIS = "Millis";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /// The recorded checks were made with these settings, so changing them would have no effect.
    private static final Set<String> ASKED_WITH = Set.of("timeoutMillis", "slowAfterMillis");

    /// The JSON field of each key.
    private static final SortedMap<String, String> FIELDS = fields();

    /// @param said settings such as `correlation.open-hold=20s`
    /// @throws IllegalArgumentException with a message that says what would be right
    public static ReplaySettings parse(Collection<String> said) {
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
        return new ReplaySettings(values);
    }

    private static long value(String key, String field, String text) {
        return field.endsWith(MILLIS) ? millis(key, text) : number(key, text);
    }

    private static long number(String key, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("%s must be a number, not \"%s\"".formatted(key, text));
        }
        var number = Long.parseLong(text);
        if (number < SettingLimits.LEAST_CONFIRMATIONS || number > SettingLimits.MOST_CONFIRMATIONS) {
            throw new IllegalArgumentException("%s must be from %d to %d"
                    .formatted(key, SettingLimits.LEAST_CONFIRMATIONS, SettingLimits.MOST_CONFIRMATIONS));
        }
        return number;
    }

    private static long millis(String key, String text) {
        var duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw new IllegalArgumentException(
                    "%s must be a duration such as 500ms, 20s, 5m or 1h, not \"%s\"".formatted(key, text));
        }
        var amount = Long.parseLong(duration.group(1));
        var stated = switch (duration.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        if (stated.compareTo(least(key)) < 0 || stated.compareTo(longest(key)) > 0) {
            throw new IllegalArgumentException("%s must be from %s to %s"
                    .formatted(
                            key,
                            shown(key, least(key).toMillis()),
                            shown(key, longest(key).toMillis())));
        }
        return stated.toMillis();
    }

    private static Duration least(String key) {
        return key.startsWith(CORRELATION) ? Duration.ZERO : SettingLimits.LEAST_INTERVAL;
    }

    private static Duration longest(String key) {
        if (key.startsWith(CORRELATION)) {
            return SettingLimits.LONGEST_HOLD;
        }
        return key.equals(VOTE_LIFE) ? SettingLimits.LONGEST_VOTE_LIFE : SettingLimits.LONGEST_INTERVAL;
    }

    /// All keys, in their order.
    public static List<String> keys() {
        return List.copyOf(FIELDS.keySet());
    }

    /// The value of each key in a catalog. Checks may differ: then it is the least and the greatest.
    public static SortedMap<String, String> of(Catalog catalog) {
        var texts = new TreeMap<String, String>();
        var checks =
                catalog.checks().stream().map(CheckDefined::timing).distinct().toList();
        FIELDS.forEach((key, field) -> {
            var holders = key.startsWith(CORRELATION)
                    ? catalog.correlationSettings().stream().toList()
                    : checks;
            var numbers = holders.stream()
                    .map(holder -> Json.mapper().valueToTree(holder).path(field).longValue())
                    .sorted()
                    .toList();
            if (!numbers.isEmpty()) {
                var least = shown(key, numbers.getFirst());
                var most = shown(key, numbers.getLast());
                texts.put(key, least.equals(most) ? least : "%s to %s".formatted(least, most));
            }
        });
        return texts;
    }

    /// Why votes would expire between two asks of a check; empty if they do not.
    public Optional<String> whyVotesExpire(Catalog catalog) {
        var life = values.get(VOTE_LIFE);
        var every = values.get(EVERY);
        return catalog.checks().stream()
                .filter(check -> Objects.requireNonNullElse(life, check.timing().voteLifeMillis())
                        <= Objects.requireNonNullElse(every, check.timing().everyMillis()))
                .filter(_ -> life != null || every != null)
                .findFirst()
                .map(check -> "%s must exceed %s, or votes of %s expire between two asks"
                        .formatted(VOTE_LIFE, EVERY, check.check()));
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
