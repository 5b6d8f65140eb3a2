package dev.tocsin.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Truth;
import dev.tocsin.benchmarks.simulation.Truth.ChangeRole;
import dev.tocsin.benchmarks.simulation.Truth.TrueCell;
import dev.tocsin.benchmarks.simulation.Truth.TrueChange;
import dev.tocsin.benchmarks.simulation.Truth.TrueFault;
import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the scores say, on cases whose answers are plain.
class ScoringTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Cell CACHE_NA = Cell.of("cache@na");
    private static final Cell LOGIN_NA = Cell.of("login@na");
    private static final Cell LOGIN_EU = Cell.of("login@eu");

    @Test
    void whatWasFoundAsItWasHasNoShortfall() {
        var score = score(
                truth(fault(CACHE_NA, 1, CACHE_NA, LOGIN_NA)),
                found(incident("one", outage(CACHE_NA, CACHE_NA, LOGIN_NA))));

        assertThat(score.shortfalls()).isEmpty();
        assertThat(score.randIndex()).isEqualTo(1);
        assertThat(score.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.seen()).isEqualTo(fault.toBeSeen()).isEqualTo(2);
            assertThat(fault.rootsRight()).containsExactly(true);
            assertThat(fault.openedAfterSeconds()).isEqualTo(60);
        });
    }

    @Test
    void whatWasMissedIsTold() {
        var score = score(truth(fault(null, 0, LOGIN_NA)), found());

        assertThat(score.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.toBeSeen()).isEqualTo(1);
            assertThat(fault.seen()).isZero();
        });
        assertThat(score.shortfalls()).containsExactly("login@na was down for PT10M, and no incident contains it");
    }

    @Test
    void whatIsShortNeedNotBeSeen() {
        var brief = new TrueCell(LOGIN_NA, NOON, NOON, NOON.plusSeconds(119), 30_000, 3, 3);

        var score = score(truth(new TrueFault("fault-1", TruthKind.FULL, null, 0, List.of(brief))), found());

        assertThat(score.shortfalls()).isEmpty();
    }

    @Test
    void whatNeverWasIsFalse() {
        var score = score(truth(), found(incident("one", outage(null, LOGIN_EU))));

        assertThat(score.falseIncidents()).hasSize(1);
    }

    @Test
    void whatIsOverBeforeTheFaultIsNoneOfIt() {
        var early = new ReplayedOutage(
                "na-1",
                "na",
                1,
                NOON.minusSeconds(900),
                NOON.minusSeconds(880),
                NOON.minusSeconds(860),
                NOON.minusSeconds(600),
                null,
                List.of(LOGIN_NA));

        var score = score(truth(fault(null, 0, LOGIN_NA)), found(incident("one", early)));

        assertThat(score.falseIncidents()).hasSize(1);
        assertThat(score.faults().getFirst().seen()).isZero();
    }

    @Test
    void aRegionTooManyIsWrong() {
        var score = score(
                truth(fault(null, 0, LOGIN_NA)),
                found(incident("one", outage(null, LOGIN_NA), outage(null, LOGIN_EU))));

        assertThat(score.faults().getFirst().regionsRight()).isFalse();
        assertThat(score.randIndex()).isLessThan(1);
    }

    @Test
    void aFaultTornIntoTwoIncidentsLowersTheIndex() {
        var score = score(
                truth(fault(CACHE_NA, 1, CACHE_NA, LOGIN_NA)),
                found(incident("one", outage(null, CACHE_NA)), incident("two", outage(null, LOGIN_NA))));

        assertThat(score.randIndex()).isZero();
    }

    @Test
    void twoFaultsInOneIncidentLowerTheIndex() {
        var score = score(
                truth(fault(null, 0, CACHE_NA), fault(null, 0, LOGIN_NA)),
                found(incident("one", outage(null, CACHE_NA, LOGIN_NA))));

        assertThat(score.randIndex()).isZero();
    }

    @Test
    void anotherRootIsWrong() {
        var score = score(
                truth(fault(CACHE_NA, 1, CACHE_NA, LOGIN_NA)),
                found(incident("one", outage(LOGIN_NA, CACHE_NA, LOGIN_NA))));

        assertThat(score.faults().getFirst().rootsRight()).containsExactly(false);
    }

    @Test
    void theDelayOfAVerdictIsCountedInIntervals() {
        var score = score(truth(fault(null, 0, LOGIN_NA)), found(incident("one", outage(null, LOGIN_NA))));

        assertThat(score.verdictDelays()).containsExactly(1.0);
    }

    @Test
    void theOpeningIsCountedFromTheEndOfTheHold() {
        var score = score(truth(fault(null, 0, LOGIN_NA)), found(incident("one", outage(null, LOGIN_NA))));

        assertThat(score.openingDelays()).containsExactly(10.0);
    }

    @Test
    void changesAreScoredByTheirRole() {
        var incident = incident("one", outage(null, LOGIN_NA));
        var suspected = new ReplayedIncident(
                incident.id(),
                incident.title(),
                incident.severity(),
                1,
                incident.onset(),
                incident.openedAt(),
                null,
                incident.outages(),
                List.of(suspect("other", Confidence.CONFIRMED), suspect("bad", Confidence.LIKELY)),
                List.of());
        var truth = new Truth(
                1,
                Shape.BAD_CHANGE,
                NOON,
                NOON.plusSeconds(3600),
                List.of(fault(null, 0, LOGIN_NA)),
                List.of(new TrueChange("bad", ChangeRole.CULPRIT), new TrueChange("other", ChangeRole.TOLD_APART)));

        var score = score(truth, found(suspected));

        assertThat(score.changes())
                .satisfiesExactly(
                        bad -> assertThat(bad.first()).isFalse(),
                        other -> assertThat(other.confirmed()).isTrue());
        assertThat(score.shortfalls())
                .containsExactly(
                        "the bad change bad is not the first of [other, bad]", "other had no effect but was confirmed");
    }

    private static WorldScore score(Truth truth, ReplayResult found) {
        return Scoring.of(Catalog.EMPTY, truth, found);
    }

    private static Truth truth(TrueFault... faults) {
        return new Truth(1, Shape.FULL, NOON, NOON.plusSeconds(3600), List.of(faults), List.of());
    }

    private static TrueFault fault(@Nullable Cell root, int hops, Cell... cells) {
        return new TrueFault(
                "fault-" + cells[0],
                TruthKind.FULL,
                root,
                hops,
                Stream.of(cells)
                        .map(cell -> new TrueCell(cell, NOON, NOON, NOON.plus(Duration.ofMinutes(10)), 30_000, 3, 3))
                        .toList());
    }

    /// Each cell of its outages was found down after 30 s.
    private static ReplayResult found(ReplayedIncident... incidents) {
        var changes = Stream.of(incidents)
                .flatMap(incident -> incident.outages().stream())
                .flatMap(outage -> outage.cells().stream()
                        .map(cell -> new StatusChanged(
                                cell,
                                2,
                                Verdict.DOWN,
                                Verdict.UP,
                                outage.onset(),
                                outage.detectedAt(),
                                0,
                                List.of(),
                                "",
                                List.of(),
                                List.of())))
                .toList();
        return new ReplayResult(0, NOON, NOON, List.of(), changes, List.of(incidents), List.of(), List.of());
    }

    private static ReplayedOutage outage(@Nullable Cell root, Cell... cells) {
        return new ReplayedOutage(
                cells[0].region() + "-1",
                cells[0].region(),
                1,
                NOON.plusSeconds(10),
                NOON.plusSeconds(30),
                NOON.plusSeconds(60),
                NOON.plusSeconds(620),
                root,
                List.of(cells));
    }

    private static ReplayedIncident incident(String id, ReplayedOutage... outages) {
        return new ReplayedIncident(
                id,
                id,
                Severity.MAJOR,
                1,
                outages[0].onset(),
                outages[0].startedAt(),
                null,
                List.of(outages),
                List.of(),
                List.of());
    }

    private static Suspect suspect(String change, Confidence confidence) {
        return new Suspect(SuspectKind.CHANGE, change, change, confidence, 0.5, List.of());
    }
}
