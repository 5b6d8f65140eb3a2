package dev.tocsin.engine.detection;

import dev.tocsin.engine.detection.AgreementCounted.Agreement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state of [Oversight].
///
/// @param counts the latest count of each partition
/// @param probes the latest heartbeat of each probe, by vantage point and probe
/// @param aside the vantage points that are set aside, and why
/// @param sight the flow of results
public record OversightState(
        SortedMap<Integer, AgreementCounted> counts,
        SortedMap<String, ProbeSeen> probes,
        List<SetAsideVantagePoint> aside,
        ResultFlow sight) {

    public static final OversightState NONE =
            new OversightState(Collections.emptySortedMap(), Collections.emptySortedMap(), List.of(), ResultFlow.NONE);

    /// The state of a probe, from its heartbeats: whether its votes can be trusted.
    ///
    /// @param heardAt when the broker appended the latest heartbeat
    /// @param everyMillis the time until the next heartbeat is due
    /// @param deaf how many controls it has, if there are two or more and none of them answers; else 0
    /// @param offMillis how far its corrected clock is behind the broker's; negative when it is ahead
    /// @param timesOff how often in a row the clock was off by too much
    public record ProbeSeen(
            String vantagePoint,
            String probe,
            Instant heardAt,
            long everyMillis,
            int deaf,
            long offMillis,
            int timesOff) {}

    /// @param region null for all
    /// @param disagrees whether disagreement is a reason, and not only its heartbeats
    /// @param calmSince the time since which it agrees again, or null
    /// @param since when it began to disagree; null if it does not, and in states that older versions stored
    public record SetAsideVantagePoint(
            String vantagePoint,
            @Nullable String region,
            boolean disagrees,
            @Nullable String heartbeatsSay,
            @Nullable Instant calmSince,
            @Nullable Instant since) {

        /// @param said the trouble that its heartbeats show; null if there is none
        SetAsideVantagePoint heartbeatsSay(@Nullable String said) {
            return new SetAsideVantagePoint(vantagePoint, region, disagrees, said, calmSince, since);
        }

        SetAsideVantagePoint disagreeing() {
            return new SetAsideVantagePoint(vantagePoint, region, true, heartbeatsSay, null, since);
        }

        /// @param isOver whether it agreed for long enough
        SetAsideVantagePoint agreeing(Instant from, boolean isOver) {
            return new SetAsideVantagePoint(vantagePoint, region, !isOver, heartbeatsSay, from, since);
        }

        boolean isOf(String otherVantagePoint, @Nullable String otherRegion) {
            return vantagePoint.equals(otherVantagePoint)
                    && (region == null ? otherRegion == null : region.equals(otherRegion));
        }
    }

    public OversightState {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        probes = Collections.unmodifiableSortedMap(new TreeMap<>(probes));
        aside = List.copyOf(aside);
    }

    OversightState with(AgreementCounted count) {
        var next = new TreeMap<>(counts);
        next.put(count.partition(), count);
        return new OversightState(next, probes, aside, sight.with(count));
    }

    OversightState with(ProbeSeen probe) {
        var next = new TreeMap<>(probes);
        next.put(probe.vantagePoint() + "/" + probe.probe(), probe);
        return new OversightState(counts, next, aside, sight);
    }

    OversightState with(List<SetAsideVantagePoint> others) {
        return new OversightState(counts, probes, others, sight);
    }

    OversightState with(ResultFlow other) {
        return new OversightState(counts, probes, aside, other);
    }

    /// The latest clock of any partition.
    Instant now() {
        return counts.values().stream()
                .map(AgreementCounted::time)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /// The earliest clock of the partitions that are not far behind the others.
    Instant slowest() {
        var now = now();
        return counts.values().stream()
                .map(AgreementCounted::time)
                .filter(time -> time.plus(ResultFlow.MINUTE).isAfter(now))
                .min(Instant::compareTo)
                .orElse(now);
    }

    /// Whether all partitions that are not far behind counted at or after that time.
    boolean allCountedSince(Instant time) {
        return !slowest().isBefore(time);
    }

    /// The agreements summed over the partitions, by vantage point and region.
    Map<String, SortedMap<String, Agreement>> agreements() {
        var sums = new TreeMap<String, SortedMap<String, Agreement>>();
        for (var count : counts.values()) {
            for (var agreement : count.agreements()) {
                sums.computeIfAbsent(agreement.vantagePoint(), _ -> new TreeMap<>())
                        .merge(agreement.region(), agreement, OversightState::sum);
            }
        }
        return sums;
    }

    static Agreement sum(Agreement one, Agreement other) {
        return new Agreement(
                one.vantagePoint(),
                one.region(),
                one.compared() + other.compared(),
                one.disagreeing() + other.disagreeing(),
                one.lasting() + other.lasting());
    }

    Collection<ProbeSeen> probesOf(String vantagePoint) {
        var probesThere = new ArrayList<ProbeSeen>();
        for (var probe : probes.values()) {
            if (probe.vantagePoint().equals(vantagePoint)) {
                probesThere.add(probe);
            }
        }
        return probesThere;
    }
}
