package dev.tocsin.incident.trust.figures;

import dev.tocsin.contract.health.HealthObserved;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The minutes of one check, as one probe reported them, that are not published yet.
///
/// @param minutes the figures of each minute, by its number since 1970
public record OpenMinutes(SeenTimes seen, SortedMap<Long, CheckFigures> minutes) {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    /// An ask is reported when it has ended, after its time-out at the latest. Later ones are published by themselves.
    private static final long GRACE = Duration.ofSeconds(20).toMillis();

    /// The log keeps events for 7 days, so an older one is not sent again.
    private static final long FORGOTTEN = Duration.ofDays(8).toMillis();

    public static final OpenMinutes NONE = new OpenMinutes(SeenTimes.NONE, new TreeMap<>());

    /// With the ask counted in the minute in which it began; empty when it was counted before.
    public Optional<OpenMinutes> with(HealthObserved ask) {
        var time = ask.time().toEpochMilli();
        return seen.with(time).map(seenThen -> {
            var next = new TreeMap<>(minutes);
            var minute = Math.floorDiv(time, MINUTE);
            next.put(minute, next.getOrDefault(minute, CheckFigures.NONE).with(ask));
            return new OpenMinutes(seenThen, next);
        });
    }

    /// The minutes that are over.
    ///
    /// @param clock the clock of the log, in milliseconds
    public SortedMap<Long, CheckFigures> over(long clock) {
        return minutes.headMap(Math.floorDiv(clock - GRACE, MINUTE));
    }

    /// Without the minutes that are over.
    public OpenMinutes withoutOver(long clock) {
        return new OpenMinutes(seen, new TreeMap<>(minutes.tailMap(Math.floorDiv(clock - GRACE, MINUTE))));
    }

    /// Whether the probe reported nothing for so long that nothing it sent can come again.
    public boolean isForgotten(long clock) {
        return minutes.isEmpty() && seen.last() < clock - FORGOTTEN;
    }
}
