package dev.tocsin.engine.uptime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tocsin.contract.Verdict;

/// Milliseconds spent in each status.
///
/// @param maintenance the time of announced work, whatever the verdict was meanwhile
public record StatusDurations(long up, long degraded, long down, long unknown, long maintenance) {

    public static final StatusDurations NONE = new StatusDurations(0, 0, 0, 0, 0);

    /// [#NONE] while the cell was not watched, unless it had announced work.
    static StatusDurations of(Interval interval) {
        var millis = interval.span().millis();
        if (interval.maintenance()) {
            return new StatusDurations(0, 0, 0, 0, millis);
        }
        return switch (interval.verdict()) {
            case null -> NONE;
            case Verdict.UP -> new StatusDurations(millis, 0, 0, 0, 0);
            case Verdict.DEGRADED -> new StatusDurations(0, millis, 0, 0, 0);
            case Verdict.DOWN -> new StatusDurations(0, 0, millis, 0, 0);
            case Verdict.UNKNOWN -> new StatusDurations(0, 0, 0, millis, 0);
        };
    }

    public StatusDurations plus(StatusDurations other) {
        return new StatusDurations(
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
