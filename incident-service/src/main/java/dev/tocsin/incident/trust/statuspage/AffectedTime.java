package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.engine.uptime.Status;
import dev.tocsin.engine.uptime.StatusDurations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The time for which a component was affected, as people say it, such as `down for 12 minutes, degraded for 3`.
final class AffectedTime {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private AffectedTime() {}

    /// Empty where no trouble was counted. A unit that was just said is left out.
    static String of(StatusDurations spent) {
        var parts = new ArrayList<String>();
        var said = "";
        for (var status : List.of(Status.DOWN, Status.DEGRADED, Status.UNKNOWN)) {
            var millis = millis(status, spent);
            if (millis > 0) {
                var words = spoken(Duration.ofMillis(millis));
                var unit = onlyUnit(words);
                var number = words.substring(0, words.length() - unit.length());
                parts.add("%s for %s".formatted(status.style(), !unit.isEmpty() && unit.equals(said) ? number : words));
                said = unit;
            }
        }
        return String.join(", ", parts);
    }

    private static long millis(Status status, StatusDurations spent) {
        return switch (status) {
            case DOWN -> spent.down();
            case DEGRADED -> spent.degraded();
            case UNKNOWN -> spent.unknown();
            case MAINTENANCE, UP, UNWATCHED -> 0;
        };
    }

    /// Such as ` minutes` of `12 minutes`; empty for words of more than one unit.
    private static String onlyUnit(String words) {
        var space = words.indexOf(' ');
        return space == words.lastIndexOf(' ') ? words.substring(space) : "";
    }

    /// Such as `less than a minute`, `1 minute`, `2 hours 5 minutes` or `3 days`.
    static String spoken(Duration time) {
        if (time.compareTo(A_MINUTE) < 0) {
            return "less than a minute";
        }
        if (time.compareTo(AN_HOUR) < 0) {
            return counted(time.toMinutes(), "minute");
        }
        if (time.compareTo(TWO_DAYS) < 0) {
            return both(counted(time.toHours(), "hour"), time.toMinutesPart(), "minute");
        }
        return both(counted(time.toDays(), "day"), time.toHoursPart(), "hour");
    }

    private static String both(String large, int small, String unit) {
        return small == 0 ? large : large + " " + counted(small, unit);
    }

    private static String counted(long number, String unit) {
        return String.format(Locale.ENGLISH, "%,d %s%s", number, unit, number == 1 ? "" : "s");
    }
}
