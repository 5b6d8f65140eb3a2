package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import org.junit.jupiter.api.Test;

/// How long a bad cell waits before it opens an incident.
class CorrelatorHoldsTest {

    @Test
    void aHoldWaitsForTheClocksOfItsRegionSoThatWhatDetectionFindsLateOpensTogether() {
        var story = Story.of(harbour()).livesIn(7, "cache@na");
        var broken = story.now;

        story.down("login@na").afterSeconds(40);
        assertThat(story.events()).isEmpty();
        story.foundDown("cache@na", broken.plusSeconds(1)).partitionComesTo(7, story.now);

        assertThat(story.onlyIncident().standing().findFirst().orElseThrow().rootCell())
                .isEqualTo(Cell.of("cache@na"));
        assertThat(story.kinds()).startsWith("Opened", "OutageStarted");
    }

    @Test
    void aClockThatStandsKeepsTheOthersWaitingForAMinuteOnly() {
        var story = Story.of(harbour()).livesIn(7, "cache@na");

        story.down("login@na").afterSeconds(59);
        assertThat(story.events()).isEmpty();
        story.afterSeconds(2);

        assertThat(story.kinds()).startsWith("Opened", "OutageStarted");
    }

    @Test
    void aBadCellWaitsForItsHold() {
        var story = Story.of(harbour());

        story.down("cache@na").afterSeconds(19);

        assertThat(story.kinds()).isEmpty();
        assertThat(story.rules()).containsExactly(Rule.HOLD_BEGAN);
    }

    @Test
    void upAgainBeforeTheHoldEndsOpensNothingAndTheTraceSaysSo() {
        var story = Story.of(harbour());

        story.down("cache@na").afterSeconds(19).up("cache@na").afterSeconds(60);

        assertThat(story.kinds()).isEmpty();
        assertThat(story.rules()).containsExactly(Rule.HOLD_BEGAN, Rule.UP_BEFORE_HOLD);
    }

    @Test
    void theHoldIsAsLongAsTheLongestIntervalOfWhatTheCellNeeds() {
        var story = Story.of(harbour().check("database@na", 45_000));

        story.down("login@na").afterSeconds(44);
        var before = story.kinds().size();
        story.afterSeconds(1);

        assertThat(before).isZero();
        assertThat(story.kinds()).startsWith("Opened");
    }

    @Test
    void noHoldIsLongerThanAMinute() {
        var story = Story.of(harbour().check("cache@na", 3_600_000));

        story.down("cache@na").afterSeconds(60);

        assertThat(story.kinds()).startsWith("Opened");
    }

    @Test
    void aHoldDoesNotEndWhileItsClockStandsStill() {
        var story = Story.of(harbour()).clockStops("na");

        story.down("cache@na").afterSeconds(300);
        var whileItStood = story.kinds();
        story.clockGoesOn("na").afterSeconds(1);

        assertThat(whileItStood).isEmpty();
        assertThat(story.kinds()).startsWith("Opened");
    }

    @Test
    void whatBelongsTogetherArrivesTogether() {
        var story = Story.of(harbour());

        story.down("login@na").afterSeconds(19).down("cache@na").afterSeconds(1);

        var started = story.events(OutageStarted.class).getFirst();
        assertThat(started.allCells()).isEqualTo(2);
        assertThat(started.root()).isEqualTo(new SuspectedRoot(Cell.of("cache@na"), true));
    }

    @Test
    void aCellOfWhichNothingIsKnownOpensNothing() {
        var story = Story.of(harbour());

        story.unknown("login@na", "cache@na", "api@na").afterSeconds(300);

        assertThat(story.kinds()).isEmpty();
    }

    @Test
    void aCellThatTurnsUnknownWhileItWaitsOpensOnlyWhenItIsBadAgain() {
        var story = Story.of(harbour());

        story.down("cache@na").afterSeconds(5).unknown("cache@na").afterSeconds(60);
        var whileUnknown = story.kinds();
        story.down("cache@na");

        assertThat(whileUnknown).isEmpty();
        assertThat(story.kinds()).startsWith("Opened");
    }
}
