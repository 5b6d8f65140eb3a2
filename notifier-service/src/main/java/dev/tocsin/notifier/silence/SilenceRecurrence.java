package dev.tocsin.notifier.silence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/// The recurrence of a silence, which is in force each time that a rule of RFC 5545 says.
///
/// As with planned work, the rule counts local times, which are looked up in the zone only afterwards, so that 02:00
/// stays 02:00 when clocks change.
///
/// @param rule such as `FREQ=WEEKLY;BYDAY=SA,SU`
/// @param lasts the length of each period
public record SilenceRecurrence(String rule, Duration lasts, ZoneId zone) {

    /// The limit for all periods of a silence, because each is a row.
    public static final int MOST_PERIODS = 1_000;

    /// The reason why this recurrence cannot be kept; empty when it can.
    ///
    /// @return completes a sentence that begins with the rule's field
    Optional<String> whyWrong(Instant startsAt, Instant endsAt) {
        try {
            var frequency = parsed().getFreq();
            if (frequency == Freq.SECONDLY || frequency == Freq.MINUTELY) {
                return Optional.of("repeats more often than hourly");
            }
            var periods = periods(startsAt, endsAt, MOST_PERIODS + 1).size();
            if (periods == 0) {
                return Optional.of("has no occurrence from startsAt to endsAt");
            }
            return periods > MOST_PERIODS
                    ? Optional.of("has more than %d occurrences until endsAt; end it sooner".formatted(MOST_PERIODS))
                    : Optional.empty();
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            return Optional.of("is not an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU (%s)".formatted(e.getMessage()));
        }
    }

    /// @param startsAt the first period begins then or later, as the rule has it
    /// @param endsAt when the last period ends at the latest
    List<SilencePeriod> periods(Instant startsAt, Instant endsAt) {
        try {
            return periods(startsAt, endsAt, MOST_PERIODS);
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalStateException("the recurrence rule was valid before", e);
        }
    }

    private List<SilencePeriod> periods(Instant startsAt, Instant endsAt, int most)
            throws InvalidRecurrenceRuleException {
        var periods = new ArrayList<SilencePeriod>();
        var times = times(startsAt);
        while (periods.size() < most && times.hasNext()) {
            var start = instant(times.nextDateTime());
            if (!start.isBefore(endsAt)) {
                break;
            }
            if (!start.isBefore(startsAt.truncatedTo(ChronoUnit.SECONDS))) {
                var end = start.plus(lasts);
                periods.add(new SilencePeriod(start, end.isBefore(endsAt) ? end : endsAt));
            }
        }
        return periods;
    }

    private RecurrenceRule parsed() throws InvalidRecurrenceRuleException {
        return new RecurrenceRule(rule, RfcMode.RFC5545_STRICT);
    }

    /// Local times with their zone, as a rule's `UNTIL` in UTC requires.
    private RecurrenceRuleIterator times(Instant startsAt) throws InvalidRecurrenceRuleException {
        var first = startsAt.atZone(zone).toLocalDateTime();
        return parsed().iterator(new DateTime(
                TimeZone.getTimeZone(zone),
                first.getYear(),
                first.getMonthValue() - 1,
                first.getDayOfMonth(),
                first.getHour(),
                first.getMinute(),
                first.getSecond()));
    }

    private Instant instant(DateTime time) {
        var local = LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
        return ZonedDateTime.of(local, zone).toInstant();
    }
}
