package dev.tocsin.engine.catalog;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
public final class RecurrenceSentence {

    /// Rules with other parts are not said in words.
    private static final Set<String> PARTS =
            Set.of("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST");

    private static final Pattern DAY = Pattern.compile("([+-]?\\d)?(MO|TU|WE|TH|FR|SA|SU)");
    private static final Pattern MONTH_DAYS = Pattern.compile("\\d+(,\\d+)*");
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private RecurrenceSentence() {}

    /// Empty for work that is done once, and for rules that have no simple words.
    public static Optional<String> of(Timetable timetable) {
        var parts = parts(timetable);
        return PARTS.containsAll(parts.keySet())
                ? unit(parts.getOrDefault("FREQ", ""))
                        .flatMap(unit -> days(unit, parts, timetable.first())
                                .map(days -> "every %s%s at %s (%s)"
                                        .formatted(
                                                interval(parts, unit),
                                                days,
                                                HOUR.format(timetable.first()),
                                                timetable.zone().getId())))
                : Optional.empty();
    }

    /// The same with the end of the rule, such as `every day at 02:00 (Europe/Berlin), 12 times`.
    public static Optional<String> withEnd(Timetable timetable) {
        return of(timetable)
                .flatMap(words -> end(parts(timetable), timetable.zone()).map(words::concat));
    }

    private static Optional<String> end(Map<String, String> parts, ZoneId zone) {
        var until = parts.get("UNTIL");
        if (until != null) {
            return date(until, zone).map(", until "::concat);
        }
        var count = parts.get("COUNT");
        return Optional.of(count == null ? "" : count.equals("1") ? ", once" : ", %s times".formatted(count));
    }

    private static Optional<String> date(String until, ZoneId zone) {
        try {
            var end = LocalDateTime.parse(until, UNTIL).atOffset(ZoneOffset.UTC);
            return Optional.of(DATE.format(end.atZoneSameInstant(zone)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parts(Timetable timetable) {
        var parts = new LinkedHashMap<String, String>();
        var rule = timetable.rule();
        if (rule == null) {
            return parts;
        }
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

    /// The days within a week or a month. Days of other units have no simple words.
    private static Optional<String> days(String unit, Map<String, String> parts, LocalDateTime first) {
        var byDay = parts.get("BYDAY");
        var byMonthDay = parts.get("BYMONTHDAY");
        if (byDay == null && byMonthDay == null) {
            return switch (unit) {
                case "week" -> Optional.of(" on " + name(first.getDayOfWeek()));
                case "month" -> Optional.of(" on day " + first.getDayOfMonth());
                default -> Optional.of("");
            };
        }
        if (byDay != null && byMonthDay == null) {
            return unit.equals("week") || unit.equals("month")
                    ? weekdays(byDay, unit.equals("month"))
                    : Optional.empty();
        }
        return byDay == null && byMonthDay != null && unit.equals("month") ? monthDays(byMonthDay) : Optional.empty();
    }

    private static Optional<String> monthDays(String days) {
        if (days.equals("-1")) {
            return Optional.of(" on the last day");
        }
        return MONTH_DAYS.matcher(days).matches()
                ? Optional.of(" on day " + listed(List.of(days.split(",", -1))))
                : Optional.empty();
    }

    /// @param numbered whether each day must have a number, such as `1SU`, or none may
    private static Optional<String> weekdays(String days, boolean numbered) {
        var names = Arrays.stream(days.split(",", -1))
                .map(day -> weekday(day, numbered))
                .toList();
        return names.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        " on " + listed(names.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static Optional<String> weekday(String text, boolean numbered) {
        var day = DAY.matcher(text);
        if (!day.matches() || numbered == (day.group(1) == null)) {
            return Optional.empty();
        }
        var name = Arrays.stream(DayOfWeek.values())
                .filter(known -> known.name().startsWith(day.group(2)))
                .map(RecurrenceSentence::name)
                .findFirst();
        return numbered
                ? name.flatMap(
                        it -> ordinal(Integer.parseInt(day.group(1))).map(which -> "the %s %s".formatted(which, it)))
                : name;
    }

    private static Optional<String> ordinal(int number) {
        if (number == -1) {
            return Optional.of("last");
        }
        return number >= 1 && number <= ORDINALS.size() ? Optional.of(ORDINALS.get(number - 1)) : Optional.empty();
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String listed(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")) + " and " + words.getLast();
    }
}
