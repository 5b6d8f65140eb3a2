package dev.tocsin.engine.correlation.rule;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.CellCondition.OngoingTrouble;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.WatchedCell;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Decides whether a bad cell belongs to an outage, and by which rule.
public record JoinRule(Correlation state) {

    /// After this time, an outage takes only cells that have a path to it.
    private static final Duration LONGEST_WINDOW = Duration.ofHours(24);

    private static final double WIDESPREAD = 0.3;

    public static final Comparator<WatchedCell> FIRST_BAD = comparing(
                    (WatchedCell cell) -> cell.trouble().orElseThrow().since())
            .thenComparing(WatchedCell::cell);

    /// @return why it joins; empty if it does not
    public Optional<String> why(Cell cell, OngoingTrouble trouble, Outage outage) {
        if (!outage.region().equals(cell.region())) {
            return Optional.empty();
        }
        return path(cell, outage)
                .or(() -> isWithinWindow(trouble.onset(), outage)
                        ? sharedNeed(cell, outage)
                                .or(() -> widespread(cell.region()))
                                .or(() -> silence(cell, outage))
                        : Optional.empty());
    }

    /// A cell with a path joins at any time while the outage lasts.
    private Optional<String> path(Cell cell, Outage outage) {
        var graph = state.graph();
        var needed = graph.needs(cell).keySet().stream()
                .filter(it -> outage.hasBad(it))
                .findFirst()
                .map("needs %s, which is bad"::formatted);
        return needed.or(() -> graph.neededBy(cell).keySet().stream()
                .filter(it -> outage.hasBad(it))
                .findFirst()
                .map("is needed by %s, which is bad"::formatted));
    }

    private Optional<String> sharedNeed(Cell cell, Outage outage) {
        var graph = state.graph();
        return graph.needs(cell).keySet().stream()
                .filter(needed -> !state.cell(needed).isUp())
                .filter(needed -> outage.has(needed) || isNeededIn(outage, needed))
                .findFirst()
                .map("needs %s, which is not up; so does another cell of the outage"::formatted);
    }

    private boolean isNeededIn(Outage outage, Cell needed) {
        var neededBy = state.graph().neededBy(needed).keySet();
        return neededBy.size() < outage.impacts().size()
                ? neededBy.stream().anyMatch(outage::has)
                : outage.impacts().keySet().stream().anyMatch(neededBy::contains);
    }

    private Optional<String> widespread(String name) {
        var region = state.cells().region(name);
        return region.bad() >= WIDESPREAD * region.watched()
                ? Optional.of("%d of %d watched cells of %s are bad".formatted(region.bad(), region.watched(), name))
                : Optional.empty();
    }

    private Optional<String> silence(Cell cell, Outage outage) {
        var graph = state.graph();
        if (graph.isSilentOn(cell)) {
            return Optional.of("its onset is near, and the catalog names no dependencies of it");
        }
        return outage.impacts().keySet().stream().allMatch(graph::isSilentOn)
                ? Optional.of("its onset is near, and the catalog names no dependencies of the outage's cells")
                : Optional.empty();
    }

    boolean isWithinWindow(Instant onset, Outage outage) {
        var window = state.graph().holds().joinWindow();
        return !onset.isBefore(outage.onset().minus(window))
                && !onset.isAfter(outage.latestOnset().plus(window))
                && !onset.isAfter(outage.onset().plus(LONGEST_WINDOW));
    }
}
