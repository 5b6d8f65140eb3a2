package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When an outage ends, and which trouble afterwards reopens its incident.
class CorrelatorRecoveryTest {

    @Test
    void aBadCellThatTurnsUnknownKeepsItsImpactAndIsNotUp() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30);

        story.unknown("cache@na").after(Duration.ofMinutes(10));

        assertThat(story.onlyIncident().isOpen()).isTrue();
        assertThat(story.onlyIncident().ofThisEpisode().getFirst().impacts().values())
                .extracting(impact -> impact.now().verdict())
                .containsExactly(Verdict.DOWN);
    }

    @Test
    void anUnstableCellIsNotUp() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30);

        story.upButUnstable("cache@na").after(Duration.ofMinutes(10));

        assertThat(story.onlyIncident().isOpen()).isTrue();
    }

    @Test
    void aRecoveredCellOfWhichNothingIsKnownHoldsTheEndBack() {
        var story = Story.of(harbour())
                .down("cache@na")
                .afterSeconds(30)
                .up("cache@na")
                .afterSeconds(60);

        story.unknown("cache@na").after(Duration.ofMinutes(10));
        var whileUnknown = story.onlyIncident().isOpen();
        story.up("cache@na").afterSeconds(121);

        assertThat(whileUnknown).isTrue();
        assertThat(story.onlyIncident().isOpen()).isFalse();
    }

    @Test
    void anOutageDoesNotEndWhileAClockOfItStandsStill() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30).up("cache@na").afterSeconds(1).clockStops("na");

        story.after(Duration.ofMinutes(10));
        var state = story.onlyIncident().state();
        story.clockGoesOn("na").afterSeconds(1);

        assertThat(state).isEqualTo(IncidentState.MONITORING);
        assertThat(story.onlyIncident().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void badAgainWithinTheEndHoldIsTheSameOutage() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30).up("cache@na").afterSeconds(100);

        story.down("cache@na").afterSeconds(100);

        assertThat(story.onlyIncident().outages()).hasSize(1);
        assertThat(story.onlyIncident().state()).isNotEqualTo(IncidentState.MONITORING);
        assertThat(story.kinds()).doesNotContain("OutageEnded");
    }

    @Test
    void theSameTroubleSoonAfterItsEndReopensItWithTheLongerHold() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30).up("cache@na").afterSeconds(121);

        story.down("cache@na").afterSeconds(30).up("cache@na").after(Duration.ofMinutes(14));
        var beforeTheLongerHold = story.onlyIncident().isOpen();
        story.after(Duration.ofMinutes(1));

        assertThat(story.onlyIncident().episode()).isEqualTo(2);
        assertThat(beforeTheLongerHold).isTrue();
        assertThat(story.kinds())
                .containsSubsequence("Opened", "Resolved", "Reopened", "OutageStarted", "OutageEnded", "Resolved");
        assertThat(story.onlyIncident().outages()).extracting("id").containsExactly("na-1", "na-2");
    }

    @Test
    void theSameTroubleLaterIsANewIncident() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30).up("cache@na").afterSeconds(121);

        story.after(Duration.ofMinutes(16)).down("cache@na").afterSeconds(30);

        assertThat(story.incidents()).hasSize(2);
    }

    @Test
    void whatHealsInOneRegionEndsThereAloneWhileTheIncidentGoesOn() {
        var story = Story.of(harbour());
        story.down("login@na", "login@eu").afterSeconds(60);

        story.up("login@eu").after(Duration.ofMinutes(3));

        assertThat(story.onlyIncident().standing()).extracting("region").containsExactly("na");
        assertThat(story.kinds()).contains("OutageEnded").doesNotContain("Resolved");
    }

    @Test
    void aComponentThatLeavesTheCatalogLeavesItsOutageWhichEndsWithoutCells() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30);

        story.withoutComponent("cache", 2);

        assertThat(story.kinds()).endsWith("OutageEnded", "Resolved");
    }
}
