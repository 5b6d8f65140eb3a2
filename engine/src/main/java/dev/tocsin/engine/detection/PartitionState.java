package dev.tocsin.engine.detection;

import dev.tocsin.contract.catalog.CheckTiming;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The state that all cells of one partition of the log share. Times are in milliseconds.
///
/// @param clock the highest append time seen there
/// @param setAside the vantage points whose votes do not count
/// @param blind whether Tocsin is blind; a vote then ends when its next event is overdue
/// @param countedAt when agreement was counted last, 0 before the first
/// @param answered results since then, at most one for each interval of a check and vantage point
/// @param listeningSince the time since which reports could be received: entries, or at least ticks, came without a
///     longer gap, and Tocsin was not blind
public record PartitionState(
        int partition,
        long clock,
        List<SetAside> setAside,
        boolean blind,
        long countedAt,
        long answered,
        long listeningSince) {

    /// Later than any other time.
    static final long NEVER = Long.MAX_VALUE;

    private static final long LEAST_LIFE_MILLIS = 10_000;

    /// Each instance ticks every 2 s. When none could tick for this long, none could receive a report either.
    private static final long LONGEST_GAP_MILLIS = 10_000;

    /// @param region null for all
    public record SetAside(String vantagePoint, @Nullable String region) {}

    public PartitionState {
        setAside = List.copyOf(setAside);
    }

    public static PartitionState first(int partition) {
        return new PartitionState(partition, 0, List.of(), false, 0, 0, 0);
    }

    PartitionState at(long appended) {
        if (appended <= clock) {
            return this;
        }
        var since = appended - clock > LONGEST_GAP_MILLIS ? appended : listeningSince;
        return new PartitionState(partition, appended, setAside, blind, countedAt, answered, since);
    }

    PartitionState with(SetAside added) {
        var next = Stream.concat(setAside.stream(), Stream.of(added)).distinct().toList();
        return new PartitionState(partition, clock, next, blind, countedAt, answered, listeningSince);
    }

    PartitionState without(SetAside removed) {
        var next = setAside.stream().filter(other -> !other.equals(removed)).toList();
        return new PartitionState(partition, clock, next, blind, countedAt, answered, listeningSince);
    }

    PartitionState seeing(boolean sees) {
        var since = sees ? clock : listeningSince;
        return new PartitionState(partition, clock, setAside, !sees, countedAt, answered, since);
    }

    PartitionState withAnswer() {
        return new PartitionState(partition, clock, setAside, blind, countedAt, answered + 1, listeningSince);
    }

    PartitionState counted() {
        return new PartitionState(partition, clock, setAside, blind, clock, 0, listeningSince);
    }

    boolean setsAside(String vantagePoint, String region) {
        for (var aside : setAside) {
            if (aside.vantagePoint().equals(vantagePoint)
                    && (aside.region() == null || aside.region().equals(region))) {
                return true;
            }
        }
        return false;
    }

    /// The time for which a vote lives after its latest event; while blind, only until the next event should have
    /// come.
    long voteLife(CheckTiming timing) {
        var overdue = Math.max(LEAST_LIFE_MILLIS, timing.everyMillis() * 3 / 2);
        return blind ? Math.min(timing.voteLifeMillis(), overdue) : timing.voteLifeMillis();
    }
}
