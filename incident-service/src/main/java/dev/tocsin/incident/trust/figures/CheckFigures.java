package dev.tocsin.incident.trust.figures;

import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import dev.tocsin.contract.health.HealthObserved;
import java.util.Collection;

/// The figures of some asks of one check. Only asks that were answered rightly have a latency that counts: a failed
/// one may have been refused at once, or have waited for its time-out.
///
/// @param unsure asks that say nothing of the target
public record CheckFigures(long failed, long unsure, LatencySketch latencies) {

    public static final CheckFigures NONE = new CheckFigures(0, 0, LatencySketch.EMPTY);

    public static CheckFigures of(CheckCount count) {
        return new CheckFigures(count.failed(), count.unsure(), LatencySketch.of(count.latencies()));
    }

    public static CheckFigures sum(Collection<CheckFigures> figures) {
        return new CheckFigures(
                figures.stream().mapToLong(CheckFigures::failed).sum(),
                figures.stream().mapToLong(CheckFigures::unsure).sum(),
                LatencySketch.sum(figures.stream().map(CheckFigures::latencies).toList()));
    }

    CheckFigures with(HealthObserved ask) {
        return switch (ask.outcome()) {
            case PASS, SLOW -> new CheckFigures(failed, unsure, latencies.with(ask.latencyMillis()));
            case FAIL -> new CheckFigures(failed + 1, unsure, latencies);
            case UNSURE -> new CheckFigures(failed, unsure + 1, latencies);
        };
    }

    public long asks() {
        return latencies.count() + failed + unsure;
    }
}
