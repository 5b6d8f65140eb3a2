package dev.tocsin.probe.schedule;

import static dev.tocsin.contract.health.Outcome.FAIL;
import static dev.tocsin.contract.health.Outcome.PASS;
import static dev.tocsin.contract.health.Outcome.SLOW;
import static dev.tocsin.contract.health.Outcome.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.Outcome;
import org.junit.jupiter.api.Test;

class ResultStreakTest {

    @Test
    void aFirstPassIsAVote() {
        var run = after(PASS);

        assertThat(run.vote()).isEqualTo(Vote.UP);
        assertThat(run.inDoubt()).isFalse();
    }

    @Test
    void threeLikeResultsFlipAVote() {
        assertThat(after(PASS, FAIL, FAIL).inDoubt()).isTrue();
        assertThat(after(PASS, FAIL, FAIL).vote()).isEqualTo(Vote.UP);
        assertThat(after(PASS, FAIL, FAIL, FAIL).vote()).isEqualTo(Vote.DOWN);
        assertThat(after(PASS, FAIL, FAIL, FAIL).inDoubt()).isFalse();
    }

    @Test
    void aNewChecksFirstFailureIsNoVoteYet() {
        assertThat(after(FAIL).vote()).isNull();
        assertThat(after(FAIL).inDoubt()).isTrue();
    }

    @Test
    void anotherResultBeginsTheRunAnew() {
        assertThat(after(PASS, FAIL, FAIL, SLOW, FAIL).vote()).isEqualTo(Vote.UP);
        assertThat(after(PASS, FAIL, FAIL, PASS).inDoubt()).isFalse();
    }

    @Test
    void unsureNeitherGoesOnNorEnds() {
        assertThat(after(UNSURE)).isEqualTo(ResultStreak.NONE);
        assertThat(after(PASS, FAIL, FAIL, UNSURE, FAIL).vote()).isEqualTo(Vote.DOWN);
    }

    private static ResultStreak after(Outcome... outcomes) {
        var run = ResultStreak.NONE;
        for (var outcome : outcomes) {
            run = run.after(outcome, 3);
        }
        return run;
    }
}
