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
import java.util.stream.Stream;

/// The events of an incident that touches every subscriber.
///
/// @param id 12 of `0-9a-z`
public record IncidentScript(String id) {

    private static final String REGION = "na";
    private static final String OUTAGE = "na-1";
    private static final List<Cell> CELLS = Stream.of("login", "api", "search")
            .map(component -> new Cell(component, REGION))
            .toList();
    private static final Reach REACH = new Reach(20_000, 39_000);

    public static IncidentScript number(int number) {
        return new IncidentScript("notice%06d".formatted(number));
    }

    /// After them every subscriber gets the opening.
    public List<IncidentEvent> opening(Instant now) {
        return List.of(
                new Opened(head(1, IncidentState.INVESTIGATING, List.of()), now, now, List.of()),
                new OutageStarted(
                        head(2, IncidentState.INVESTIGATING, List.of(REGION)),
                        now,
                        OUTAGE,
                        REGION,
                        now,
                        null,
                        impacts(Verdict.DOWN, now),
                        CELLS.size(),
                        REACH));
    }

    /// After them every subscriber gets the closing.
    public List<IncidentEvent> closing(Instant now) {
        return List.of(
                new ImpactChanged(
                        head(3, IncidentState.MONITORING, List.of(REGION)),
                        now,
                        OUTAGE,
                        REGION,
                        null,
                        impacts(Verdict.UP, now),
                        List.of(),
                        REACH),
                new OutageEnded(head(4, IncidentState.MONITORING, List.of(REGION)), now, OUTAGE, REGION, now),
                new Resolved(head(5, IncidentState.RESOLVED, List.of(REGION)), now, null, null, null));
    }

    private IncidentHead head(long number, IncidentState state, List<String> regions) {
        return new IncidentHead(
                id, number, 1, "Log in and 2 more are down in North America", state, Severity.MAJOR, regions);
    }

    private static List<CellImpact> impacts(Verdict verdict, Instant since) {
        return CELLS.stream()
                .map(cell -> new CellImpact(cell, verdict, since, true, Weight.HIGH, null))
                .toList();
    }
}
