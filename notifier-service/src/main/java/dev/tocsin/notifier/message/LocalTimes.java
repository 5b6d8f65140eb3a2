package dev.tocsin.notifier.message;

import dev.tocsin.notifier.subscription.Translation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// Times as people of one zone and language read them, with the zone's name.
record LocalTimes(ZoneId zone, Translation translation) {

    /// Like `10:42 UTC on 11 April`.
    String moment(Instant at) {
        return translation.moment().format(at.atZone(zone));
    }

    /// Like `Sunday 29 November, 02:00 to 04:00 CST`; each end has its own day or zone where these differ.
    String span(Instant from, Instant to) {
        var start = from.atZone(zone);
        var end = to.atZone(zone);
        var sameDay = start.toLocalDate().equals(end.toLocalDate());
        var sameOffset = start.getOffset().equals(end.getOffset());
        var day = translation.day();
        var zoned = translation.zonedClock();
        return translation.format(
                "time.span",
                day.format(start),
                (sameDay && sameOffset ? translation.clock() : zoned).format(start),
                sameDay ? zoned.format(end) : "%s, %s".formatted(day.format(end), zoned.format(end)));
    }

    /// Like `40 s`, `8 min`, `3 h 5 min`, `2 days 4 h`.
    String lasting(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return count("seconds", Math.max(0, time.toSeconds()));
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return count("minutes", time.toMinutes());
        }
        return time.compareTo(Duration.ofDays(2)) < 0
                ? both(count("hours", time.toHours()), time.toMinutesPart(), "minutes")
                : both(count("days", time.toDays()), time.toHoursPart(), "hours");
    }

    private String both(String first, long second, String unit) {
        return second == 0 ? first : first + " " + count(unit, second);
    }

    private String count(String unit, long number) {
        return translation.format("duration." + unit, number);
    }
}
