package dev.tocsin.engine.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/// The times at which planned work begins, by the clocks of a zone: once, or each time that a rule of RFC 5545 names.
///
/// The rule yields local times, and these are then looked up in the zone, so that 02:00 stays 02:00 when clocks
/// change. As in RFC 5545 (3.3.5), a local time that is skipped moves later by the length of the gap, and one that
/// comes twice means its first occurrence.
///
/// @param first the earliest start; a rule that does not name it begins with the next time that it names
/// @param rule null for once
public record Timetable(LocalDateTime first, @Nullable String rule, ZoneId zone) {

    /// Why the timetable is wrong: the rule is invalid, or names no time at all.
    public static Optional<String> whyWrong(LocalDateTime first, String rule, ZoneId zone) {
        try {
            return new Timetable(first, rule, zone).iterator(rule).hasNext()
                    ? Optional.empty()
                    : Optional.of("it has no time at or after %s".formatted(first));
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// The local start times, in order.
    ///
    /// @param from the earliest time that counts
    /// @param before the earliest time that does not count any more
    /// @param most the greatest number of start times
    public List<LocalDateTime> starts(Instant from, Instant before, int most) {
        if (rule == null) {
            return isWithin(first, from, before) ? List.of(first) : List.of();
        }
        var starts = new ArrayList<LocalDateTime>();
        try {
            addStarts(from, before, most, starts);
        } catch (IllegalArgumentException _) {
            // The library gives up on times that are many years apart; those that it has found count.
        }
        return starts;
    }

    private void addStarts(Instant from, Instant before, int most, List<LocalDateTime> starts) {
        var times = iterator();
        times.fastForward(dateTime(from.atZone(zone).toLocalDateTime().minusDays(1)));
        while (starts.size() < most && times.hasNext()) {
            var next = local(times.peekDateTime());
            if (!at(next).isBefore(before)) {
                return;
            }
            if (isWithin(next, from, before)) {
                starts.add(next);
            }
            times.nextDateTime();
        }
    }

    public Instant at(LocalDateTime local) {
        return ZonedDateTime.of(local, zone).toInstant();
    }

    private boolean isWithin(LocalDateTime local, Instant from, Instant before) {
        return !at(local).isBefore(from) && at(local).isBefore(before);
    }

    private RecurrenceRuleIterator iterator() {
        try {
            return iterator(String.valueOf(rule));
        } catch (InvalidRecurrenceRuleException e) {
            throw new DateTimeException("the rule was valid when it was read", e);
        }
    }

    private RecurrenceRuleIterator iterator(String valid) throws InvalidRecurrenceRuleException {
        return new RecurrenceRule(valid, RfcMode.RFC5545_STRICT).iterator(dateTime(first));
    }

    /// With its zone, which a rule's `UNTIL` in UTC requires.
    private DateTime dateTime(LocalDateTime local) {
        return new DateTime(
                TimeZone.getTimeZone(zone),
                local.getYear(),
                local.getMonthValue() - 1,
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute(),
                local.getSecond());
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }
}
