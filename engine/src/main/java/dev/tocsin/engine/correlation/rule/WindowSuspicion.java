package dev.tocsin.engine.correlation.rule;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.Windows;
import dev.tocsin.engine.lifecycle.Outage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds planned work that may have caused an outage: windows in progress at its onset that cover a cell of it or a
/// cell that one of its cells needs. They are suspected before everything else.
public record WindowSuspicion(Correlation state) {

    private static final double PLANNED = 0.5;
    private static final double DISTANCE = 0.5;

    public Stream<Suspect> of(Outage outage) {
        return state.windows().byId().values().stream()
                .filter(window -> Windows.lasts(window, outage.onset()))
                .flatMap(window -> nearest(window, outage).map(near -> suspect(window, near)).stream());
    }

    /// The window's cell that is nearest to a cell of the outage, with the hops between them.
    private Optional<Map.Entry<Cell, Integer>> nearest(WindowUpdated window, Outage outage) {
        return window.cells().stream()
                .flatMap(cell -> hops(cell, outage).map(hops -> Map.entry(cell, hops)).stream())
                .min(Map.Entry.<Cell, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    }

    private Optional<Integer> hops(Cell planned, Outage outage) {
        if (outage.has(planned)) {
            return Optional.of(0);
        }
        return state.graph().neededBy(planned).entrySet().stream()
                .filter(entry -> outage.has(entry.getKey()))
                .map(Map.Entry::getValue)
                .min(Integer::compareTo);
    }

    private static Suspect suspect(WindowUpdated window, Map.Entry<Cell, Integer> nearest) {
        var distance = DISTANCE / (1 + nearest.getValue());
        return new Suspect(
                SuspectKind.MAINTENANCE,
                window.window(),
                window.title(),
                Confidence.LIKELY,
                PLANNED + distance,
                List.of(
                        new ScorePart("planned", PLANNED, "work was planned at the onset"),
                        new ScorePart(
                                "distance",
                                distance,
                                nearest.getValue() == 0
                                        ? "on %s itself".formatted(nearest.getKey())
                                        : "on %s, %d hops upstream".formatted(nearest.getKey(), nearest.getValue()))));
    }
}
