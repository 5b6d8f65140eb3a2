package dev.tocsin.benchmarks.notices;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The public snapshots of an incident on three components of a region.
///
/// @param id 12 characters of `0-9a-z`
/// @param severity the first severity
public record IncidentScript(String id, String region, Severity severity) {

    private static final List<String> COMPONENTS = List.of("login", "api", "search");

    /// An incident that affects every subscriber who wants notices of major incidents.
    public static IncidentScript number(int number) {
        return new IncidentScript("notice%06d".formatted(number), "na", Severity.MAJOR);
    }

    /// After these snapshots every affected subscriber gets the opening.
    public List<PublicIncidentSnapshot> opening(Instant now) {
        return List.of(
                snapshot(1, severity, IncidentState.INVESTIGATING, List.of(), now),
                snapshot(2, severity, IncidentState.INVESTIGATING, List.of(down(now)), now));
    }

    /// The severity becomes critical: notified subscribers get an update, and subscribers who want only critical
    /// incidents get the opening.
    public List<PublicIncidentSnapshot> worsening(Instant now) {
        return List.of(snapshot(3, Severity.CRITICAL, IncidentState.INVESTIGATING, List.of(down(now)), now));
    }

    /// After these snapshots every notified subscriber gets the closing.
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
