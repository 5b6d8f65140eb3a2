package dev.tocsin.incident.evidence;

import static dev.tocsin.incident.trust.live.Harbour.CACHE_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.evidence.CellVotes.PointVote;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellVotesTest {

    @Test
    void eachVantagePointIsShownByItsWorstVoteWithItsFault() {
        var change = new StatusChanged(
                CACHE_NA,
                2,
                Verdict.DOWN,
                Verdict.UP,
                NOON,
                NOON.plusSeconds(3),
                0,
                List.of(),
                "2 of 3 votes are DOWN",
                List.of(),
                List.of(
                        new CountedVote("one", "asia", Vote.UP, NOON, null),
                        new CountedVote("one", "us-east", Vote.UP, NOON, null),
                        new CountedVote("two", "us-east", Vote.DOWN, NOON, ErrorKind.TIMED_OUT)));

        var votes = CellVotes.of(Harbour.cacheOutage(3, IncidentState.IDENTIFIED, NOON), Views.atNoon(change));

        assertThat(votes).hasSize(1);
        assertThat(votes.getFirst().points())
                .containsExactly(
                        new PointVote("Virginia", Status.DOWN, List.of("two"), "timed out", NOON),
                        new PointVote("asia", Status.UP, List.of("one"), null, NOON));
    }

    @Test
    void cellsWithoutAKnownStatusAreLeftOut() {
        assertThat(CellVotes.of(Harbour.cacheOutage(3, IncidentState.IDENTIFIED, NOON), Views.atNoon()))
                .isEmpty();
    }
}
