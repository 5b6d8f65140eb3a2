package dev.tocsin.engine.detection;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.engine.detection.AgreementCounted.Agreement;
import dev.tocsin.engine.detection.Ballot.Cast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts, over all cells of a partition, how each vantage point's votes agree with those of the others.
///
/// A vantage point whose votes count is compared on checks that have an uncontested verdict and at least two other
/// votes. One that is set aside is compared with those that are left, even if only one is. If these are divided, or
/// none is left, a pass agrees and a failure does not, because a pass shows that the target was reached.
///
/// A vote that differs counts as disagreeing only if the results behind it differ by more than chance. In a partial
/// outage that affects all vantage points alike, each gets its share of failures, and votes differ by chance.
final class AgreementCount {

    private static final int LEAST_OTHERS = 2;
    private static final int LASTING_INTERVALS = 2;

    /// A difference of this many standard errors does not occur by chance.
    private static final long STANDARD_ERRORS = 3;

    private final PartitionState partition;
    private final Map<String, Map<String, Counter>> byRegion = new HashMap<>();
    private double expectedPerMilli;

    private AgreementCount(PartitionState partition) {
        this.partition = partition;
    }

    private static final class Counter {
        private int compared;
        private int disagreeing;
        private int lasting;

        /// @param lasts whether a difference would have lasted for two intervals, and from at least two others
        private void add(boolean differs, boolean lasts) {
            compared++;
            disagreeing += differs ? 1 : 0;
            lasting += differs && lasts ? 1 : 0;
        }
    }

    static AgreementCounted of(PartitionMemory memory) {
        var partition = memory.partition();
        var count = new AgreementCount(partition);
        memory.places().forEach(place -> count.add(place.state()));
        var over = partition.clock() - partition.countedAt();
        return new AgreementCounted(
                partition.partition(),
                Instant.ofEpochMilli(partition.clock()),
                over,
                partition.answered(),
                count.expectedPerMilli * over,
                count.agreements());
    }

    private void add(CellState state) {
        var region = byRegion.computeIfAbsent(state.cell().region(), _ -> new HashMap<>());
        for (var check : state.checks()) {
            if (check instanceof VotedCheck voted) {
                expectedPerMilli += (double) voted.definition().from().size()
                        / voted.definition().timing().everyMillis();
                compare(voted, state.cell().region(), region);
            }
        }
    }

    private void compare(VotedCheck check, String name, Map<String, Counter> region) {
        var counting = 0;
        var countingBad = 0;
        for (var ballot : check.ballots()) {
            if (ballot.cast() != null && !partition.setsAside(ballot.vantagePoint(), name)) {
                counting++;
                countingBad += isBad(ballot.cast()) ? 1 : 0;
            }
        }
        var verdict = check.verdict();
        var stands = verdict != null && verdict != Verdict.UNKNOWN && !check.isContested();
        for (var ballot : check.ballots()) {
            var cast = ballot.cast();
            var isAside = partition.setsAside(ballot.vantagePoint(), name);
            var others = isAside ? counting : counting - 1;
            if (cast != null && (isAside || (stands && others >= LEAST_OTHERS))) {
                var divided = isAside && 2 * countingBad == counting;
                var differs = isBad(cast) != (2 * countingBad > counting) && differs(ballot, check, divided, name);
                var lasts = others >= LEAST_OTHERS && !divided && lasts(cast, check);
                region.computeIfAbsent(ballot.vantagePoint(), _ -> new Counter())
                        .add(differs, lasts);
            }
        }
    }

    private boolean lasts(Cast cast, VotedCheck check) {
        var since = Math.max(cast.since(), check.since());
        return partition.clock() - since
                >= LASTING_INTERVALS * check.definition().timing().everyMillis();
    }

    /// Whether the share of bad results among its latest differs from the share of the others by three standard errors
    /// (the test of two proportions).
    ///
    /// @param divided whether the others are divided; it is then compared with those that say UP
    private boolean differs(Ballot ballot, VotedCheck check, boolean divided, String name) {
        long size = 0;
        long bad = 0;
        for (var other : check.ballots()) {
            var cast = other.cast();
            if (cast != null
                    && !other.vantagePoint().equals(ballot.vantagePoint())
                    && !(divided && isBad(cast))
                    && !partition.setsAside(other.vantagePoint(), name)) {
                size += other.recent().size();
                bad += other.recent().count(Vote.DEGRADED);
            }
        }
        long own = ballot.recent().size();
        long ownBad = ballot.recent().count(Vote.DEGRADED);
        var difference = ownBad * size - bad * own;
        var allBad = ownBad + bad;
        var all = own + size;
        return size == 0
                || difference * difference * all
                        >= STANDARD_ERRORS * STANDARD_ERRORS * own * size * allBad * (all - allBad);
    }

    private static boolean isBad(Cast cast) {
        return cast.vote() != Vote.UP;
    }

    private List<Agreement> agreements() {
        var agreements = new ArrayList<Agreement>();
        byRegion.forEach((region, vantagePoints) -> vantagePoints.forEach((vantagePoint, counter) -> agreements.add(
                new Agreement(vantagePoint, region, counter.compared, counter.disagreeing, counter.lasting))));
        agreements.sort(Comparator.comparing(Agreement::vantagePoint).thenComparing(Agreement::region));
        return agreements;
    }
}
