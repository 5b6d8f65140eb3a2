package dev.tocsin.incident.trust.live;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Formats times as people write them, with the zone named.
public final class Times {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm z", Locale.ENGLISH);

    private Times() {}

    /// Such as `3 Mar 2026, 14:10 UTC`.
    public static String exact(Instant at, ZoneId zone) {
        return EXACT.format(at.atZone(zone));
    }

    /// Like `10:42 UTC`; on another day than `now`, `22 Nov, 10:42 UTC`; in another year, `22 Nov 2025, 10:42 UTC`.
    public static String clock(Instant at, ZoneId zone, Instant now) {
        var there = at.atZone(zone);
        var today = now.atZone(zone).toLocalDate();
        var format = there.toLocalDate().equals(today) ? CLOCK : there.getYear() == today.getYear() ? DAY : DAY_OF_YEAR;
        return format.format(there) + " " + name(zone, at);
    }

    /// Like `12 s`, `8 min`, `3 h 5 min`, `2 days`.
    public static String lasting(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min";
        }
        if (time.compareTo(Duration.ofDays(2)) < 0) {
            return time.toMinutesPart() == 0
                    ? time.toHours() + " h"
                    : "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return String.format(Locale.ENGLISH, "%,d days", time.toDays());
    }

    private static String name(ZoneId zone, Instant at) {
        return zone.normalized().equals(ZoneOffset.UTC)
                ? "UTC"
                : DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(at.atZone(zone));
    }
}
