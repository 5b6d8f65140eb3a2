package dev.tocsin.incident.correlation;

import static java.util.Comparator.comparingLong;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.incident.lifecycle.Outage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// From which cell an outage seems to come: of those that need no other bad cell, the one that most bad cells need.
///
/// All cells that were bad in the outage count, the recovered ones too: healing in whatever order blames nobody else.
record RootSuspicion(Correlation state) {

    private static final int LEAST_DEPENDENTS = 2;
    private static final double MOST_OTHERS_BAD = 0.1;

    /// Empty if none stands out: a cell that no other needs is a root only where it is alone.
    Optional<SuspectedRoot> rootOf(Outage outage) {
        var landscape = state.landscape();
        var bad = new HashSet<>(outage.impacts().keySet());
        bad.addAll(inferred(outage));
        return bad.stream()
                .filter(cell -> landscape.needs(cell).keySet().stream().noneMatch(bad::contains))
                .filter(cell -> reached(cell, outage) > 0 || bad.size() == 1)
                .max(comparingLong((Cell cell) -> reached(cell, outage))
                        .thenComparing(cell -> onset(cell, outage), (one, other) -> other.compareTo(one))
                        .thenComparing((one, other) -> other.compareTo(one)))
                .map(cell -> new SuspectedRoot(cell, landscape.isWatched(cell)));
    }

    Suspect suspect(SuspectedRoot root, Outage outage) {
        var reached = reached(root.cell(), outage);
        var others = outage.impacts().size() - (outage.has(root.cell()) ? 1 : 0);
        var share = others == 0 ? 0 : (double) reached / others;
        return new Suspect(
                SuspectKind.CELL,
                root.cell().toString(),
                Names.of(state.landscape().catalog(), root.cell()),
                share > 0.5 ? Confidence.LIKELY : Confidence.POSSIBLE,
                0.5 + share / 2,
                List.of(
                        new ScorePart("upstream", 0.5, "it needs no other bad cell"),
                        new ScorePart(
                                "dependents",
                                share / 2,
                                "%d of %d other bad cells need it".formatted(reached, others))));
    }

    private long reached(Cell cell, Outage outage) {
        return state.landscape().neededBy(cell).keySet().stream()
                .filter(outage::has)
                .count();
    }

    private static Instant onset(Cell cell, Outage outage) {
        var impact = outage.impacts().get(cell);
        return impact == null ? outage.onset() : impact.now().onset();
    }

    /// Cells without checks of their own from which it must come, going by those that need them.
    private Set<Cell> inferred(Outage outage) {
        var found = new HashSet<Cell>();
        for (var cell : outage.impacts().keySet()) {
            state.landscape().needs(cell).keySet().stream()
                    .filter(needed -> !state.landscape().isWatched(needed))
                    .filter(needed -> explains(needed, outage.region()))
                    .forEach(found::add);
        }
        return found;
    }

    private boolean explains(Cell unwatched, String region) {
        var landscape = state.landscape();
        var dependents = landscape.directlyNeededBy(unwatched).stream()
                .map(state::cell)
                .filter(WatchedCell::isWatched)
                .toList();
        var downstream = landscape.neededBy(unwatched).keySet();
        var others = state.cells().values().stream()
                .filter(cell ->
                        cell.cell().region().equals(region) && cell.isWatched() && !downstream.contains(cell.cell()))
                .toList();
        return dependents.size() >= LEAST_DEPENDENTS
                && dependents.stream().anyMatch(WatchedCell::isBad)
                && dependents.stream().noneMatch(WatchedCell::isUp)
                && others.stream().filter(WatchedCell::isBad).count() <= MOST_OTHERS_BAD * others.size();
    }
}
