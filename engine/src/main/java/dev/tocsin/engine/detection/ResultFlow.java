package dev.tocsin.engine.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The flow of results, and whether it is as usual.
///
/// The flow is measured as the share of the results that should come by the definitions, so that a catalog with fewer
/// checks does not mean blindness. A blind minute does not count for the usual share.
///
/// @param slots the results of each of the latest ten-second slots, by the slot's number since the epoch
/// @param minutes the shares of the last hour's minutes that were not blind, the latest last
/// @param judgedTo the slot up to which the flow was judged
public record ResultFlow(SortedMap<Long, Volume> slots, List<Double> minutes, long judgedTo, boolean blind) {

    static final ResultFlow NONE = new ResultFlow(Collections.emptySortedMap(), List.of(), 0, false);
    static final Duration MINUTE = Duration.ofMinutes(1);

    private static final long SLOT_MILLIS = 10_000;
    private static final int SLOTS_A_MINUTE = 6;
    private static final int HOUR = 60;

    /// With fewer minutes, the usual share is not known.
    private static final int FEWEST_MINUTES = 5;

    private static final double HALF = 0.5;

    public record Volume(long answered, double expected) {

        static final Volume NONE = new Volume(0, 0);

        Volume and(Volume other) {
            return new Volume(answered + other.answered, expected + other.expected);
        }

        double share() {
            return expected == 0 ? 0 : answered / expected;
        }
    }

    public ResultFlow {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
        minutes = List.copyOf(minutes);
    }

    ResultFlow with(AgreementCounted count) {
        var next = new TreeMap<>(slots);
        next.merge(slot(count.time()), new Volume(count.answered(), count.expected()), Volume::and);
        return new ResultFlow(next, minutes, judgedTo, blind);
    }

    /// @param all the time up to which all results are counted
    ResultFlow judged(Instant all) {
        var end = slot(all);
        if (end <= judgedTo || slots.isEmpty()) {
            return this;
        }
        var minute = minuteBefore(end);
        var kept = slots.tailMap(end - SLOTS_A_MINUTE);
        if (minute.expected() == 0) {
            return new ResultFlow(kept, minutes, end, blind);
        }
        var nowBlind = minutes.size() >= FEWEST_MINUTES && minute.share() < HALF * usual();
        var nextMinutes = minutes;
        if (!nowBlind && end / SLOTS_A_MINUTE != judgedTo / SLOTS_A_MINUTE) {
            var more = new ArrayList<>(minutes);
            more.add(minute.share());
            nextMinutes = more.subList(Math.max(0, more.size() - HOUR), more.size());
        }
        return new ResultFlow(kept, nextMinutes, end, nowBlind);
    }

    private Volume minuteBefore(long end) {
        return slots.subMap(end - SLOTS_A_MINUTE, end).values().stream().reduce(Volume.NONE, Volume::and);
    }

    /// The median share.
    double usual() {
        var sorted = minutes.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    /// Like `12 results came in 60 s, 90 are usual`.
    String said() {
        var minute = minuteBefore(judgedTo);
        return "%d results came in 60 s, %.0f are usual".formatted(minute.answered(), usual() * minute.expected());
    }

    private static long slot(Instant time) {
        return time.toEpochMilli() / SLOT_MILLIS;
    }
}
