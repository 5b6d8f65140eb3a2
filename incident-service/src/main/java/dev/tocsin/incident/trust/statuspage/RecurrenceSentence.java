package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.contract.catalog.MaintenancePlanned;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A recurrence rule of RFC 5545 in words, such as `every 2 weeks on Sunday at 02:00 (Europe/Berlin)`.
final class RecurrenceSentence {

    /// Rules with other parts are not said in words.
    private static final Set<String> PARTS =
            Set.of("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST");

    private static final Pattern DAY = Pattern.compile("([+-]?\\d+)?(MO|TU|WE|TH|FR|SA|SU)");
    private static final Pattern MONTH_DAYS = Pattern.compile("\\d+(,\\d+)*");
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private RecurrenceSentence() {}

    /// Empty for work that is done once, and for rules that have no simple words.
    static Optional<String> of(MaintenancePlanned plan) {
        var rule = plan.repeats();
        if (rule == null) {
            return Optional.empty();
        }
        var parts = parts(rule);
        return PARTS.containsAll(parts.keySet())
                ? unit(parts.getOrDefault("FREQ", ""))
                        .flatMap(unit -> days(parts)
                                .map(days -> "every %s%s at %s (%s)"
                                        .formatted(
                                                interval(parts, unit),
                                                days,
                                                HOUR.format(LocalDateTime.parse(plan.starts())),
                                                plan.zone())))
                : Optional.empty();
    }

    private static Map<String, String> parts(String rule) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
            var both = part.split("=", 2);
            parts.put(both[0], both.length == 2 ? both[1] : "");
        }
        return parts;
    }

    private static Optional<String> unit(String frequency) {
        return switch (frequency) {
            case "DAILY" -> Optional.of("day");
            case "WEEKLY" -> Optional.of("week");
            case "MONTHLY" -> Optional.of("month");
            case "YEARLY" -> Optional.of("year");
            default -> Optional.empty();
        };
    }

    private static String interval(Map<String, String> parts, String unit) {
        var interval = parts.getOrDefault("INTERVAL", "1");
        return interval.equals("1") ? unit : "%s %ss".formatted(interval, unit);
    }

    private static Optional<String> days(Map<String, String> parts) {
        var byDay = parts.get("BYDAY");
        var byMonthDay = parts.get("BYMONTHDAY");
        if (byDay != null && byMonthDay != null) {
            return Optional.empty();
        }
        if (byMonthDay != null) {
            return monthDays(byMonthDay);
        }
        if (byDay == null) {
            return Optional.of("");
        }
        var names =
                Arrays.stream(byDay.split(",", -1)).map(RecurrenceSentence::day).toList();
        return names.stream().allMatch(Optional::isPresent)
                ? Optional.of(" on "
                        + listed(names.stream().map(Optional::orElseThrow).toArray(String[]::new)))
                : Optional.empty();
    }

    private static Optional<String> monthDays(String days) {
        if (days.equals("-1")) {
            return Optional.of(" on the last day");
        }
        return MONTH_DAYS.matcher(days).matches()
                ? Optional.of(" on day " + listed(days.split(",", -1)))
                : Optional.empty();
    }

    private static Optional<String> day(String text) {
        var day = DAY.matcher(text);
        if (!day.matches()) {
            return Optional.empty();
        }
        var name = Arrays.stream(DayOfWeek.values())
                .filter(known -> known.name().startsWith(day.group(2)))
                .map(known -> known.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .findFirst();
        if (day.group(1) == null) {
            return name;
        }
        var number = Integer.parseInt(day.group(1));
        if (number == -1) {
            return name.map("the last "::concat);
        }
        return number >= 1 && number <= ORDINALS.size()
                ? name.map(it -> "the %s %s".formatted(ORDINALS.get(number - 1), it))
                : Optional.empty();
    }

    private static String listed(String... words) {
        return words.length < 2
                ? String.join("", words)
                : Arrays.stream(words, 0, words.length - 1).collect(Collectors.joining(", "))
                        + " and "
                        + words[words.length - 1];
    }
}
