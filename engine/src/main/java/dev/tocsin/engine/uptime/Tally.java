package dev.tocsin.engine.uptime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tocsin.contract.Verdict;

/// How long what was counted was what, in milliseconds.
///
/// @param maintenance whatever it was meanwhile, for it was announced
public record Tally(long up, long degraded, long down, long unknown, long maintenance) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /// Of nothing, while it was not watched.
    static Tally of(Interval interval) {
        var millis = interval.span().millis();
        if (interval.maintenance()) {
            return new Tally(0, 0, 0, 0, millis);
        }
        return switch (interval.verdict()) {
            case null -> NONE;
            case Verdict.UP -> new Tally(millis, 0, 0, 0, 0);
            case Verdict.DEGRADED -> new Tally(0, millis, 0, 0, 0);
            case Verdict.DOWN -> new Tally(0, 0, millis, 0, 0);
            case Verdict.UNKNOWN -> new Tally(0, 0, 0, millis, 0);
        };
    }

    public Tally plus(Tally other) {
        return new Tally(
                up + other.up,
                degraded + other.degraded,
                down + other.down,
                unknown + other.unknown,
                maintenance + other.maintenance);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return equals(NONE);
    }
}
