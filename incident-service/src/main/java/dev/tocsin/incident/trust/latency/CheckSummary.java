package dev.tocsin.incident.trust.latency;

import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The summary of some asks. Only asks that were answered rightly have a latency that counts: a failed one may have
/// been refused at once, or have waited for its time-out.
///
/// @param answered asks answered rightly, slow ones among them
/// @param failed failed asks, without `unsure` ones, which say nothing of the target
/// @param latencies in milliseconds, ascending
public record CheckSummary(long answered, long failed, long unsure, List<Double> latencies) implements ChartedMinute {

    public CheckSummary {
        latencies = List.copyOf(latencies);
    }

    static CheckSummary of(Collection<HealthObserved> asks) {
        var latencies = asks.stream()
                .filter(ask -> ask.outcome() == Outcome.PASS || ask.outcome() == Outcome.SLOW)
                .map(HealthObserved::latencyMillis)
                .sorted()
                .toList();
        var failed = asks.stream().filter(ask -> ask.outcome() == Outcome.FAIL).count();
        return new CheckSummary(latencies.size(), failed, asks.size() - latencies.size() - failed, latencies);
    }

    public long asks() {
        return answered + failed + unsure;
    }

    @Override
    public @Nullable Double median() {
        return percentile(50);
    }

    /// The 95th percentile.
    @Override
    public @Nullable Double high() {
        return percentile(95);
    }

    /// By the nearest rank.
    private @Nullable Double percentile(int percent) {
        return latencies.isEmpty()
                ? null
                : latencies.get(Math.max(0, (int) Math.ceil(latencies.size() * percent / 100.0) - 1));
    }
}
