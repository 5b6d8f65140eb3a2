package dev.tocsin.incident.correlation;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.incident.lifecycle.Outage;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// From which cell an outage seems to come: of those that need no other bad cell, the one that most bad cells need.
///
/// All cells that were bad in the outage count, the recovered ones too: healing in whatever order blames nobody else.
record RootSuspicion(Correlation state) {

    private static final int LEAST_DEPENDENTS = 2;
    private static final double MOST_OTHERS_BAD = 0.1;

    /// The outage with its root, and with what is impacted because of it.
    Outage suspectedIn(Outage outage) {
        var root = rootOf(outage).orElse(null);
        return outage.from(
                root, cell -> root != null && state.landscape().needs(cell).containsKey(root.cell()));
    }

    /// Empty if none stands out: a cell that no other needs is a root only where it is alone.
    private Optional<SuspectedRoot> rootOf(Outage outage) {
        var landscape = state.landscape();
        var bad = new HashSet<>(outage.impacts().keySet());
        bad.addAll(inferred(outage));
        bad.addAll(badElsewhere(outage));
        return bad.stream()
                .filter(cell -> landscape.needs(cell).keySet().stream().noneMatch(bad::contains))
                .map(cell -> new Candidate(cell, reached(cell, outage), onset(cell, outage)))
                .filter(candidate -> candidate.reached > 0 || bad.size() == 1)
                .min(Candidate.LIKELIEST)
                .map(candidate -> new SuspectedRoot(candidate.cell, landscape.isWatched(candidate.cell)));
    }

    /// @param reached how many cells of the outage need it
    private record Candidate(Cell cell, long reached, Instant onset) {

        static final Comparator<Candidate> LIKELIEST = comparingLong(Candidate::reached)
                .reversed()
                .thenComparing(Candidate::onset)
                .thenComparing(Candidate::cell);
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

    /// What cells of the outage need and what is bad without belonging to it: in another region, or in its maintenance
    /// window.
    private Set<Cell> badElsewhere(Outage outage) {
        return needed(outage)
                .filter(cell -> !outage.has(cell) && state.cell(cell).isBad())
                .collect(toSet());
    }

    /// Cells without checks of their own from which it must come, going by those that need them.
    private Set<Cell> inferred(Outage outage) {
        return needed(outage)
                .filter(cell -> !state.landscape().isWatched(cell))
                .filter(cell -> explains(cell, outage.region()))
                .collect(toSet());
    }

    private Stream<Cell> needed(Outage outage) {
        return outage.impacts().keySet().stream()
                .flatMap(cell -> state.landscape().needs(cell).keySet().stream())
                .distinct();
    }

    /// Two or more watched cells need it, all of those of which anything is known are bad, and at most a tenth of the
    /// region's other watched cells is.
    private boolean explains(Cell unwatched, String region) {
        var dependents = state.landscape().watchedNextAbove(unwatched).stream()
                .map(state::cell)
                .filter(WatchedCell::isWatched)
                .toList();
        return dependents.size() >= LEAST_DEPENDENTS
                && dependents.stream().anyMatch(WatchedCell::isBad)
                && dependents.stream().noneMatch(WatchedCell::isUp)
                && isBadAlone(state.landscape().neededBy(unwatched).keySet(), region);
    }

    private boolean isBadAlone(Set<Cell> downstream, String region) {
        var all = state.cells().region(region);
        var here = downstream.stream()
                .map(state::cell)
                .filter(cell -> cell.cell().region().equals(region) && cell.isWatched())
                .toList();
        var others = all.watched() - here.size();
        var badOthers =
                all.bad() - here.stream().filter(WatchedCell::countsAsBad).count();
        return badOthers <= MOST_OTHERS_BAD * others;
    }

    private static Instant onset(Cell cell, Outage outage) {
        var impact = outage.impacts().get(cell);
        return impact == null ? outage.onset() : impact.now().onset();
    }
}
