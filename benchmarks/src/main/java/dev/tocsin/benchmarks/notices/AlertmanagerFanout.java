package dev.tocsin.benchmarks.notices;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.List;

/// The speed at which Alertmanager sends an alert to as many webhooks, each a receiver with a route of its own.
///
/// @param alerts one after another; Alertmanager is cold at the first
/// @param processorMillis for all alerts
/// @param peakKilobytes Alertmanager's peak memory (PSS)
public record AlertmanagerFanout(int receivers, List<Spread> alerts, long processorMillis, long peakKilobytes) {

    public AlertmanagerFanout {
        alerts = List.copyOf(alerts);
    }

    /// @param cold the notifier's notices per second at its first opening
    /// @param warm the same at its last one
    List<Figure> beside(double cold, double warm) {
        var sent = alerts.stream().mapToInt(Spread::arrived).sum();
        return List.of(
                new Figure(
                        String.format(
                                ROOT,
                                "Alertmanager with %,d receivers: notifications a second, cold and warm",
                                receivers),
                        null,
                        String.format(
                                ROOT,
                                "%,.0f and %,.0f, %,d missing, %.2f ms of processor time each, memory %,d MB",
                                alerts.getFirst().perSecond(),
                                alerts.getLast().perSecond(),
                                alerts.stream().mapToInt(Spread::missing).sum(),
                                sent == 0 ? 0 : (double) processorMillis / sent,
                                peakKilobytes / 1_000),
                        null),
                ratio("the first opening's notices a second, as a ratio to that cold", cold, alerts.getFirst()),
                ratio("the last opening's notices a second, as a ratio to that warm", warm, alerts.getLast()));
    }

    private static Figure ratio(String what, double ours, Spread theirs) {
        var ratio = theirs.perSecond() == 0 ? 0 : ours / theirs.perSecond();
        return new Figure(what, "more than 1", String.format(ROOT, "%.2f", ratio), ratio > 1);
    }
}
