package dev.tocsin.incident.detection;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.incident.detection.AgreementCounted.Agreement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts, over all cells of a partition, how each vantage point's votes agree with the verdicts.
final class AgreementCount {

    private static final int LEAST_VOTES = 3;
    private static final int LASTING_INTERVALS = 2;

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
            expectedPerMilli += (double) check.definition().from().size()
                    / check.definition().timing().everyMillis();
            var verdict = check.verdict();
            if (verdict != null && verdict != Verdict.UNKNOWN && !check.isContested()) {
                compare(check, verdict.isBad(), region);
            }
        }
    }

    private void compare(CheckState check, boolean isBad, Map<String, Counter> region) {
        var votes = 0;
        for (var ballot : check.ballots()) {
            votes += ballot.cast() == null ? 0 : 1;
        }
        if (votes < LEAST_VOTES) {
            return;
        }
        for (var ballot : check.ballots()) {
            var cast = ballot.cast();
            if (cast != null) {
                var counter = region.computeIfAbsent(ballot.vantagePoint(), _ -> new Counter());
                counter.compared++;
                if ((cast.vote() != Vote.UP) != isBad) {
                    counter.disagreeing++;
                    var since = Math.max(cast.since(), check.since());
                    var lasting =
                            LASTING_INTERVALS * check.definition().timing().everyMillis();
                    counter.lasting += partition.clock() - since >= lasting ? 1 : 0;
                }
            }
        }
    }

    private List<Agreement> agreements() {
        var agreements = new ArrayList<Agreement>();
        byRegion.forEach((region, vantagePoints) -> vantagePoints.forEach((vantagePoint, counter) -> agreements.add(
                new Agreement(vantagePoint, region, counter.compared, counter.disagreeing, counter.lasting))));
        agreements.sort(Comparator.comparing(Agreement::vantagePoint).thenComparing(Agreement::region));
        return agreements;
    }
}
