package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as people of one zone read them, with the zone's name.
record LocalTimes(ZoneId zone) {

    private static final DateTimeFormatter MOMENT = formatter("HH:mm z 'on' d MMMM");
    private static final DateTimeFormatter DAY = formatter("EEEE d MMMM");
    private static final DateTimeFormatter TIME = formatter("HH:mm");
    private static final DateTimeFormatter ZONED_TIME = formatter("HH:mm z");

    /// Like `10:42 UTC on 11 April`.
    String moment(Instant at) {
        return MOMENT.format(at.atZone(zone));
    }

    /// Like `Sunday 29 November, 02:00 to 04:00 CST`; each end has its day, or its zone, where they are not the same.
    String span(Instant from, Instant to) {
        var start = from.atZone(zone);
        var end = to.atZone(zone);
        var sameDay = start.toLocalDate().equals(end.toLocalDate());
        var sameOffset = start.getOffset().equals(end.getOffset());
        return "%s, %s to %s%s"
                .formatted(
                        DAY.format(start),
                        (sameDay && sameOffset ? TIME : ZONED_TIME).format(start),
                        sameDay ? "" : DAY.format(end) + ", ",
                        ZONED_TIME.format(end));
    }

    /// Like `40 s`, `8 min`, `3 h 5 min`, `2 days 4 h`.
    static String lasting(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min";
        }
        return time.compareTo(Duration.ofDays(2)) < 0
                ? both(time.toHours() + " h", time.toMinutesPart(), "min")
                : both(time.toDays() + " days", time.toHoursPart(), "h");
    }

    private static String both(String first, int second, String unit) {
        return second == 0 ? first : "%s %d %s".formatted(first, second, unit);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
