package dev.tocsin.incident.trust.figures;

import dev.tocsin.contract.Ids;
import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import dev.tocsin.contract.figures.MinuteCounted.LatencyBin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Why the figures of a minute cannot be added: anybody may write to the topic, and a wrong time would make partitions
/// of tables in any year.
public final class MinuteFault {

    /// The topic keeps events for 7 days about minutes that were at most 8 days old.
    private static final Duration OLDEST = Duration.ofDays(30);

    private static final Duration FUTURE = Duration.ofDays(1);

    /// Latencies from a hundredth of a millisecond to a day are within.
    private static final int FARTHEST_BIN = 1_000;

    private static final long MOST = 1_000_000_000;

    private MinuteFault() {}

    /// The fault in words; empty when there is none.
    public static Optional<String> of(MinuteCounted minute, Instant now) {
        if (!FigureStep.MINUTE.slot(minute.time()).equals(minute.time())) {
            return Optional.of("the minute %s does not begin at a full minute".formatted(minute.time()));
        }
        if (minute.time().isBefore(now.minus(OLDEST)) || minute.time().isAfter(now.plus(FUTURE))) {
            return Optional.of("the minute %s is too old, or in the future".formatted(minute.time()));
        }
        return minute.checks().stream().allMatch(MinuteFault::isPossible)
                ? Optional.empty()
                : Optional.of("a check has an impossible name, count or bin");
    }

    private static boolean isPossible(CheckCount check) {
        return Ids.isId(check.check())
                && Ids.isId(check.vantagePoint())
                && isPossible(check.failed())
                && isPossible(check.unsure())
                && check.latencies().stream().allMatch(MinuteFault::isPossible);
    }

    private static boolean isPossible(LatencyBin bin) {
        return bin.bin() >= -FARTHEST_BIN && bin.bin() <= FARTHEST_BIN && bin.count() > 0 && isPossible(bin.count());
    }

    private static boolean isPossible(long count) {
        return count >= 0 && count <= MOST;
    }
}
