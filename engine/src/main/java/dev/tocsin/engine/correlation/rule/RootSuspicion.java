package dev.tocsin.engine.correlation.rule;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.engine.correlation.CellCondition.OngoingTrouble;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.WatchedCell;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the cell from which an outage seems to come: of the cells that need no other bad cell, the one that most bad
/// cells need.
///
/// All cells that were bad during the outage count, even recovered ones, so that the order of recovery does not shift
/// the blame. Cells that broke long after its last cell do not count.
public record RootSuspicion(Correlation state) {

    private static final int LEAST_DEPENDENTS = 2;
    private static final double MOST_OTHERS_BAD = 0.1;

    /// The base scores of a cell that was seen to be bad, and of one that is only inferred to be bad: for the latter,
    /// a change to all cells that need it is the likelier cause.
    private static final double SEEN = 0.5;

    private static final double INFERRED = 0.25;

    /// The outage with its root, and with the cells that are impacted because of it.
    public Outage suspectedIn(Outage outage) {
        var root = rootOf(outage).orElse(null);
        return outage.from(
                root, cell -> root != null && state.graph().needs(cell).containsKey(root.cell()));
    }

    /// Empty if none stands out: a cell that no other needs is a root only if it is the only bad cell.
    private Optional<SuspectedRoot> rootOf(Outage outage) {
        var graph = state.graph();
        var meanwhile = meanwhile(outage);
        var bad = new HashSet<>(outage.impacts().keySet());
        bad.addAll(inferred(outage, meanwhile));
        bad.addAll(badElsewhere(outage, meanwhile));
        return bad.stream()
                .filter(cell -> graph.needs(cell).keySet().stream().noneMatch(bad::contains))
                .map(cell -> new Candidate(cell, reached(cell, outage), onset(cell, outage)))
                .filter(candidate -> candidate.reached > 0 || bad.size() == 1)
                .min(Candidate.LIKELIEST)
                .map(candidate -> new SuspectedRoot(candidate.cell, graph.isWatched(candidate.cell)));
    }

    /// The outages that were ongoing at the same time, including this one.
    private List<Outage> meanwhile(Outage outage) {
        var others = state.incidents().values().stream()
                .flatMap(incident -> incident.outages().stream())
                .filter(other -> other.endedAt() == null || !other.endedAt().isBefore(outage.onset()));
        return Stream.concat(Stream.of(outage), others).toList();
    }

    /// @param reached how many cells of the outage need it
    private record Candidate(Cell cell, long reached, Instant onset) {

        static final Comparator<Candidate> LIKELIEST = comparingLong(Candidate::reached)
                .reversed()
                .thenComparing(Candidate::onset)
                .thenComparing(Candidate::cell);
    }

    public Suspect suspect(SuspectedRoot root, Outage outage) {
        var reached = reached(root.cell(), outage);
        var others = outage.impacts().size() - (outage.has(root.cell()) ? 1 : 0);
        var share = others == 0 ? 0 : (double) reached / others;
        var upstream = root.watched() ? SEEN : INFERRED;
        return new Suspect(
                SuspectKind.CELL,
                root.cell().toString(),
                CellNames.of(state.graph().catalog(), root.cell()),
                share > 0.5 ? Confidence.LIKELY : Confidence.POSSIBLE,
                upstream + share / 2,
                List.of(
                        new ScorePart(
                                "upstream",
                                upstream,
                                root.watched()
                                        ? "it needs no other bad cell"
                                        : "it has no checks, and all watched cells that need it were bad"),
                        new ScorePart(
                                "dependents",
                                share / 2,
                                "%d of %d other bad cells need it".formatted(reached, others))));
    }

    private long reached(Cell cell, Outage outage) {
        return state.graph().neededBy(cell).keySet().stream()
                .filter(outage::has)
                .count();
    }

    /// Cells that the outage needs and that were bad meanwhile without belonging to it: in another region, or in their
    /// maintenance window. The present root still counts after the outage to which it belonged is forgotten.
    private Set<Cell> badElsewhere(Outage outage, List<Outage> meanwhile) {
        var lastOnset = outage.latestOnset().plus(state.graph().holds().joinWindow());
        return needed(outage)
                .filter(cell -> !outage.has(cell) && state.graph().isWatched(cell))
                .filter(cell -> cell.equals(outage.rootCell())
                        || onsetElsewhere(cell, meanwhile)
                                .filter(onset -> !onset.isAfter(lastOnset))
                                .isPresent())
                .collect(toSet());
    }

    private Optional<Instant> onsetElsewhere(Cell cell, List<Outage> meanwhile) {
        var known = state.cell(cell);
        return known.isBad()
                ? known.trouble().map(OngoingTrouble::onset)
                : meanwhile.stream()
                        .flatMap(other -> Stream.ofNullable(other.impacts().get(cell)))
                        .map(impact -> impact.now().onset())
                        .min(Instant::compareTo);
    }

    /// Cells without checks of their own from which the outage must come, judging by the cells that need them.
    private Set<Cell> inferred(Outage outage, List<Outage> meanwhile) {
        return needed(outage)
                .filter(cell -> !state.graph().isWatched(cell))
                .filter(cell -> explains(cell, outage.region(), meanwhile))
                .collect(toSet());
    }

    private Stream<Cell> needed(Outage outage) {
        return outage.impacts().keySet().stream()
                .flatMap(cell -> state.graph().needs(cell).keySet().stream())
                .distinct();
    }

    /// Whether two or more watched cells need it, all of these whose state is known are bad or were bad meanwhile, and
    /// at most a tenth of the region's other watched cells are bad.
    private boolean explains(Cell unwatched, String region, List<Outage> meanwhile) {
        var dependents = state.graph().watchedNextAbove(unwatched).stream()
                .map(state::cell)
                .filter(WatchedCell::isWatched)
                .toList();
        return dependents.size() >= LEAST_DEPENDENTS
                && dependents.stream().anyMatch(cell -> cell.isBad() || wasBad(cell, meanwhile))
                && dependents.stream().noneMatch(cell -> cell.isUp() && !wasBad(cell, meanwhile))
                && isBadAlone(state.graph().neededBy(unwatched).keySet(), region);
    }

    private static boolean wasBad(WatchedCell cell, List<Outage> meanwhile) {
        return meanwhile.stream().anyMatch(outage -> outage.has(cell.cell()));
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
