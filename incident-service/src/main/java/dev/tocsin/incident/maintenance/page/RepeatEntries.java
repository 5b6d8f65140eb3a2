package dev.tocsin.incident.maintenance.page;

import dev.tocsin.support.problem.Problem.FieldError;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An operator's entries about how planned work repeats.
///
/// @param how the id of a [RepeatKind]; empty for once
/// @param every each time, each second time, and so on; empty for each
/// @param days of the week, such as `mo`; none for that of the start
/// @param until a local date, the last on which it may begin; empty for no such date
/// @param count how many times; empty for no such number
/// @param zone the time zone of the times; empty for that of the page
public record RepeatEntries(String how, String every, List<String> days, String until, String count, String zone) {

    static final RepeatEntries NONE = new RepeatEntries("", "", List.of(), "", "", "");

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final int MOST_EVERY = 99;
    private static final int MOST_COUNT = 1_000;
    private static final int DAYS_A_WEEK = 7;
    private static final int LAST_OF_MONTH = 5;

    public RepeatEntries {
        days = List.copyOf(days);
    }

    /// The ways in which the form lets work repeat.
    public enum RepeatKind {
        DAILY("daily", "Every day, or every n days"),
        WEEKLY("weekly", "Every week, or every n weeks, on weekdays"),
        MONTHLY_DAY("monthly-day", "Every month, or every n months, on the day of the start"),
        MONTHLY_WEEKDAY(
                "monthly-weekday",
                "Every month, or every n months, on the weekday of the start, such as the second Tuesday");

        private final String id;
        private final String words;

        RepeatKind(String id, String words) {
            this.id = id;
            this.words = words;
        }

        static Optional<RepeatKind> named(String id) {
            return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
        }

        public String id() {
            return id;
        }

        public String words() {
            return words;
        }
    }

    /// A day of the week in the form.
    public record WeekdayEntry(String id, String name, boolean chosen) {}

    public boolean given() {
        return !how.isEmpty();
    }

    public List<RepeatKind> kinds() {
        return List.of(RepeatKind.values());
    }

    public List<WeekdayEntry> weekdays() {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new WeekdayEntry(
                        code(day).toLowerCase(Locale.ROOT),
                        capital(day),
                        days.contains(code(day).toLowerCase(Locale.ROOT))))
                .toList();
    }

    private static String capital(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /// The zone of the times, or that of the page where none or no real one is entered.
    ZoneId zoneOr(ZoneId ofPage) {
        try {
            return zone.isEmpty() ? ofPage : ZoneId.of(zone);
        } catch (DateTimeException _) {
            return ofPage;
        }
    }

    /// The rule of RFC 5545; null where something is wrong.
    ///
    /// @param errors gets what is wrong
    @Nullable
    String rule(@Nullable LocalDateTime start, ZoneId in, List<FieldError> errors) {
        var before = errors.size();
        var kind = RepeatKind.named(how).orElse(null);
        if (kind == null) {
            errors.add(new FieldError("repeat", "is not known"));
        }
        var parts = new ArrayList<String>();
        number("every", every, MOST_EVERY, errors).ifPresent(number -> parts.add("INTERVAL=" + number));
        if (!until.isEmpty() && !count.isEmpty()) {
            errors.add(new FieldError("count", "cannot be combined with a last day"));
        }
        number("count", count, MOST_COUNT, errors).ifPresent(number -> parts.add("COUNT=" + number));
        lastDay(in, errors).ifPresent(last -> parts.add("UNTIL=" + last));
        return kind == null || start == null || errors.size() > before ? null : rule(kind, start, parts);
    }

    private String rule(RepeatKind kind, LocalDateTime start, List<String> parts) {
        var head = switch (kind) {
            case DAILY -> "FREQ=DAILY";
            case WEEKLY -> "FREQ=WEEKLY;BYDAY=" + chosenDays(start);
            case MONTHLY_DAY -> "FREQ=MONTHLY;BYMONTHDAY=" + start.getDayOfMonth();
            case MONTHLY_WEEKDAY -> "FREQ=MONTHLY;BYDAY=" + nth(start) + code(start.getDayOfWeek());
        };
        return parts.isEmpty() ? head : head + ";" + String.join(";", parts);
    }

    private String chosenDays(LocalDateTime start) {
        var chosen = weekdays().stream()
                .filter(WeekdayEntry::chosen)
                .map(day -> day.id().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(","));
        return chosen.isEmpty() ? code(start.getDayOfWeek()) : chosen;
    }

    /// A fifth weekday is the last one, which each month has.
    private static int nth(LocalDateTime start) {
        var nth = (start.getDayOfMonth() - 1) / DAYS_A_WEEK + 1;
        return nth == LAST_OF_MONTH ? -1 : nth;
    }

    private static Optional<Integer> number(String field, String text, int most, List<FieldError> errors) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            errors.add(new FieldError(field, "must be a whole number from 1 to %d".formatted(most)));
            return Optional.empty();
        }
        return Optional.of(number);
    }

    /// The end of the last day in UTC, as RFC 5545 wants it for times with a zone.
    private Optional<String> lastDay(ZoneId in, List<FieldError> errors) {
        if (until.isEmpty()) {
            return Optional.empty();
        }
        try {
            var end = LocalDate.parse(until).plusDays(1).atStartOfDay(in).minusSeconds(1);
            return Optional.of(UTC.format(end.withZoneSameInstant(ZoneOffset.UTC)));
        } catch (DateTimeException _) {
            errors.add(new FieldError("until", "must be a day such as 2026-12-31"));
            return Optional.empty();
        }
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
