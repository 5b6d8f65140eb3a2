package dev.tocsin.benchmarks.notices;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What customers read of an incident on three components of a region.
///
/// @param id 12 of `0-9a-z`
/// @param severity at first
public record IncidentScript(String id, String region, Severity severity) {

    private static final List<String> COMPONENTS = List.of("login", "api", "search");

    /// One that touches every subscriber who wants to hear of major ones.
    public static IncidentScript number(int number) {
        return new IncidentScript("notice%06d".formatted(number), "na", Severity.MAJOR);
    }

    /// After them everybody whom it touches gets the opening.
    public List<PublicIncidentSnapshot> opening(Instant now) {
        return List.of(
                snapshot(1, severity, IncidentState.INVESTIGATING, List.of(), now),
                snapshot(2, severity, IncidentState.INVESTIGATING, List.of(down(now)), now));
    }

    /// To critical: whoever was told hears of it, and whoever wants to hear of critical ones alone gets the opening.
    public List<PublicIncidentSnapshot> worsening(Instant now) {
        return List.of(snapshot(3, Severity.CRITICAL, IncidentState.INVESTIGATING, List.of(down(now)), now));
    }

    /// After them everybody who was told gets the closing.
    ///
    /// @param worsened whether it became critical
    public List<PublicIncidentSnapshot> closing(Instant now, boolean worsened) {
        var last = worsened ? Severity.CRITICAL : severity;
        var number = worsened ? 4 : 3;
        return List.of(
                snapshot(number, last, IncidentState.MONITORING, List.of(up(now, null)), now),
                snapshot(number + 1, last, IncidentState.MONITORING, List.of(up(now, now)), now),
                snapshot(number + 2, last, IncidentState.RESOLVED, List.of(up(now, now)), now));
    }

    private PublicOutage down(Instant since) {
        return new PublicOutage(region + "-1", region, since, null, null, COMPONENTS, List.of(), List.of());
    }

    private PublicOutage up(Instant since, @Nullable Instant endedAt) {
        return new PublicOutage(region + "-1", region, since, endedAt, null, List.of(), List.of(), COMPONENTS);
    }

    private PublicIncidentSnapshot snapshot(
            long number, Severity graveness, IncidentState state, List<PublicOutage> outages, Instant now) {
        var regions = outages.stream().map(PublicOutage::region).toList();
        return new PublicIncidentSnapshot(
                new IncidentHead(id, number, 1, "Log in and 2 more are down in " + region, state, graveness, regions),
                now,
                now,
                state.isOpen() ? null : now,
                false,
                outages,
                outages.size() * COMPONENTS.size(),
                null,
                List.of(),
                "/incidents/" + id);
    }
}
