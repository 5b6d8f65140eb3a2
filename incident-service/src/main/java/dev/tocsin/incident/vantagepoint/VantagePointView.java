package dev.tocsin.incident.vantagepoint;

import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.LiveView.ReceivedHeartbeat;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The present state of a vantage point of the catalog.
///
/// @param known whether its state is known: false while there is no heartbeat of its probes, or nothing at all arrives
/// @param trouble the trouble and its remedy, or null
/// @param probes the latest heartbeat of each of its probes
public record VantagePointView(
        String vantagePoint,
        String name,
        double latitude,
        double longitude,
        boolean known,
        @Nullable String trouble,
        List<HeartbeatSent> probes) {

    /// In the order of their ids.
    public static List<VantagePointView> all(LiveView view, Instant now) {
        return view.catalog().vantagePoints().stream()
                .map(defined -> of(view, defined, now))
                .toList();
    }

    private static VantagePointView of(LiveView view, VantagePointDefined defined, Instant now) {
        var probes = VantagePointWatch.probes(view, defined.id(), now).stream()
                .map(ReceivedHeartbeat::said)
                .toList();
        return new VantagePointView(
                defined.id(),
                defined.name(),
                defined.latitude(),
                defined.longitude(),
                !probes.isEmpty() && !view.listening().isSilent(now),
                VantagePointWatch.trouble(view, defined.id(), now)
                        .or(() -> setAside(view, defined.id()))
                        .orElse(null),
                probes);
    }

    /// The reason why its votes do not count, everywhere or in one region.
    private static Optional<String> setAside(LiveView view, String vantagePoint) {
        var wholly = "set-aside/" + vantagePoint;
        return view.alerts().values().stream()
                .filter(alert ->
                        alert.subject().equals(wholly) || alert.subject().startsWith(wholly + "@"))
                .sorted(Comparator.comparing(AlertRaised::subject))
                .map(AlertRaised::why)
                .findFirst();
    }

    /// Whether it is known to be well.
    public boolean sees() {
        return known && trouble == null;
    }

    public Status status() {
        return sees() ? Status.UP : Status.UNKNOWN;
    }
}
