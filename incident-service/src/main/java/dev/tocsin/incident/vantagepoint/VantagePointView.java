package dev.tocsin.incident.vantagepoint;

import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.incident.live.LiveView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A vantage point of the catalog as it stands.
///
/// @param trouble what is wrong with it and what to do, or null
/// @param probes the latest heartbeat of each of its probes
public record VantagePointView(
        String vantagePoint,
        String name,
        double latitude,
        double longitude,
        @Nullable String trouble,
        List<HeartbeatSent> probes) {

    /// In the order of their ids.
    public static List<VantagePointView> all(LiveView view, Instant now) {
        return view.catalog().vantagePoints().stream()
                .map(defined -> new VantagePointView(
                        defined.id(),
                        defined.name(),
                        defined.latitude(),
                        defined.longitude(),
                        VantagePointWatch.trouble(view, defined.id(), now).orElse(null),
                        VantagePointWatch.probes(view, defined.id(), now).stream()
                                .map(LiveView.Heartbeat::said)
                                .toList()))
                .toList();
    }

    public boolean isInTrouble() {
        return trouble != null;
    }
}
