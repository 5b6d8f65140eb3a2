package dev.tocsin.probe.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;

/// The starts of one check at one probe: a grid over all time, shifted by a phase that its ids decide.
///
/// Hashing spreads the phases over the interval, so that starts do not bunch; a grid does not drift.
///
/// @param everyMillis the time between two starts
/// @param hash the number from which the phase is derived, 0 or more
public record Rhythm(long everyMillis, long hash) {

    /// A first answer is wanted soon, even from a check that is asked once an hour.
    private static final long LONGEST_TO_FIRST = 30_000;

    private static final int QUARTERS = 4;

    public static Rhythm of(String probe, String check, long everyMillis) {
        var digest = UUID.nameUUIDFromBytes((probe + "/" + check).getBytes(UTF_8));
        return new Rhythm(everyMillis, digest.getLeastSignificantBits() >>> 2 ^ digest.getMostSignificantBits() >>> 8);
    }

    public Instant first(Instant now) {
        return onGrid(Math.min(everyMillis, LONGEST_TO_FIRST), now);
    }

    /// After doubt has ended, the grid's next start is left out if it is closer than half a quarter of the interval.
    ///
    /// @param lastStart of the ask that ended
    /// @param inDoubt whether its result differs from the vote: then a quarter of the interval is enough
    public Instant next(Instant lastStart, boolean inDoubt) {
        var quarter = everyMillis / QUARTERS;
        return inDoubt ? lastStart.plusMillis(quarter) : onGrid(everyMillis, lastStart.plusMillis(quarter / 2));
    }

    /// A start that was missed by an interval or more, as after a sleep, is skipped rather than made up for.
    public Instant catchUp(Instant due, Instant now) {
        return due.plusMillis(everyMillis).isAfter(now) ? due : onGrid(everyMillis, now);
    }

    private Instant onGrid(long every, Instant from) {
        var phase = Math.floorMod(hash, every);
        var at = from.toEpochMilli();
        return Instant.ofEpochMilli(at + Math.floorMod(phase - at, every));
    }
}
