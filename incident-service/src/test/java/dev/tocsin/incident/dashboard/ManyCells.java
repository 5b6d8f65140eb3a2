package dev.tocsin.incident.dashboard;

import static dev.tocsin.incident.trust.live.Harbour.NOON;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveState;
import dev.tocsin.incident.trust.live.LiveView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A product of many components in many regions: most are up, and there is each other status too.
public final class ManyCells {

    private static final int GROUPS = 5;

    private ManyCells() {}

    /// At noon.
    public static LiveView view(int components, int regions) {
        return state(components, regions).view();
    }

    public static LiveState state(int components, int regions) {
        var state = new LiveState();
        state.received(
                new PageDefined(1, NOON, "Harbour CRM", "https://trust.harbour.example", "Etc/UTC", List.of()), NOON);
        var ids = IntStream.range(0, regions)
                .mapToObj(number -> "region-" + number)
                .toList();
        ids.forEach(id -> state.received(
                new RegionDefined(1, NOON, id, "Availability " + id.replace('-', ' '), 10, 10, 1_000), NOON));
        var cells = new ArrayList<Cell>();
        for (var number = 0; number < components; number++) {
            var id = "component-" + number;
            state.received(component(id, number, ids), NOON);
            for (var region : ids) {
                var cell = new Cell(id, region);
                cells.add(cell);
                state.received(Harbour.check(1, NOON, cell), NOON);
                state.received(Harbour.status(cell, 1, Verdict.UP, NOON.minusSeconds(86_400)), NOON);
            }
        }
        state.received(new CatalogVersionPublished(1, NOON, "0".repeat(64), components), NOON);
        state.caughtUp(NOON);
        state.received(new ClockAdvanced(0, NOON), NOON);
        trouble(state, cells);
        return state;
    }

    private static ComponentDefined component(String id, int number, List<String> regions) {
        return new ComponentDefined(
                1,
                NOON,
                id,
                "Customer service %d".formatted(number),
                "Team %d of the platform".formatted(number % GROUPS),
                null,
                Weight.NORMAL,
                true,
                number,
                regions,
                List.of(),
                List.of(),
                null);
    }

    private static void trouble(LiveState state, List<Cell> cells) {
        for (var at = 7; at < cells.size(); at += 211) {
            state.received(Harbour.status(cells.get(at), 2, Verdict.DOWN, NOON.minusSeconds(900)), NOON);
        }
        for (var at = 30; at < cells.size(); at += 397) {
            state.received(Harbour.status(cells.get(at), 2, Verdict.DEGRADED, NOON.minusSeconds(60)), NOON);
        }
        for (var at = 50; at < cells.size(); at += 1_003) {
            state.received(Harbour.status(cells.get(at), 2, Verdict.UNKNOWN, NOON.minusSeconds(60)), NOON);
        }
        state.received(
                new WindowUpdated(
                        "move",
                        1,
                        "Move",
                        cells.subList(cells.size() / 2, cells.size() / 2 + 3),
                        NOON.minusSeconds(60),
                        NOON.plusSeconds(60),
                        WindowState.IN_PROGRESS,
                        NOON,
                        null,
                        null),
                NOON);
        state.received(Harbour.cacheOutage(1, IncidentState.IDENTIFIED, NOON.minusSeconds(900)), NOON);
        state.received(Harbour.heartbeat(NOON), NOON);
    }
}
