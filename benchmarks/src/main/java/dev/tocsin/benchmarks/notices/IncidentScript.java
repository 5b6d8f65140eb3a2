package dev.tocsin.benchmarks.notices;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import java.time.Instant;
import java.util.List;

/// The events of an incident on three components of a region.
///
/// @param id 12 of `0-9a-z`
/// @param severity at first
public record IncidentScript(String id, String region, Severity severity) {

    private static final List<String> COMPONENTS = List.of("login", "api", "search");
    private static final Reach REACH = new Reach(20_000, 39_000);

    /// One that touches every subscriber who wants to hear of major ones.
    public static IncidentScript number(int number) {
        return new IncidentScript("notice%06d".formatted(number), "na", Severity.MAJOR);
    }

    /// After them everybody whom it touches gets the opening.
    public List<IncidentEvent> opening(Instant now) {
        return List.of(
                new Opened(head(1, severity, IncidentState.INVESTIGATING, List.of()), now, now, List.of()),
                new OutageStarted(
                        head(2, severity, IncidentState.INVESTIGATING, List.of(region)),
                        now,
                        outage(),
                        region,
                        now,
                        null,
                        impacts(Verdict.DOWN, now),
                        COMPONENTS.size(),
                        REACH));
    }

    /// To critical: whoever was told hears of it, and whoever wants to hear of critical ones alone gets the opening.
    public List<IncidentEvent> worsening(Instant now) {
        return List.of(new ImpactChanged(
                head(3, Severity.CRITICAL, IncidentState.INVESTIGATING, List.of(region)),
                now,
                outage(),
                region,
                null,
                impacts(Verdict.DOWN, now),
                List.of(),
                REACH));
    }

    /// After them everybody who was told gets the closing.
    ///
    /// @param worsened whether it became critical
    public List<IncidentEvent> closing(Instant now, boolean worsened) {
        var last = worsened ? Severity.CRITICAL : severity;
        var number = worsened ? 4 : 3;
        return List.of(
                new ImpactChanged(
                        head(number, last, IncidentState.MONITORING, List.of(region)),
                        now,
                        outage(),
                        region,
                        null,
                        impacts(Verdict.UP, now),
                        List.of(),
                        REACH),
                new OutageEnded(
                        head(number + 1, last, IncidentState.MONITORING, List.of(region)), now, outage(), region, now),
                new Resolved(head(number + 2, last, IncidentState.RESOLVED, List.of(region)), now, null, null, null));
    }

    private String outage() {
        return region + "-1";
    }

    private IncidentHead head(long number, Severity now, IncidentState state, List<String> regions) {
        return new IncidentHead(id, number, 1, "Log in and 2 more are down in " + region, state, now, regions);
    }

    private List<CellImpact> impacts(Verdict verdict, Instant since) {
        return COMPONENTS.stream()
                .map(component -> new CellImpact(new Cell(component, region), verdict, since, true, Weight.HIGH, null))
                .toList();
    }
}
