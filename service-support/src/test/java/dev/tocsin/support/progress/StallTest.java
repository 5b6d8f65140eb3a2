package dev.tocsin.support.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StallTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aPartWithoutWorkDoesNotStall() {
        var stall = Stall.none(NOON).after(new None(), NOON.plusSeconds(5));

        assertThat(stall.length(NOON.plusSeconds(600))).isZero();
    }

    @Test
    void aPartThatHasWorkAndMakesNoProgressStallsFromTheLookThatFoundTheWork() {
        var stall = Stall.none(NOON)
                .after(new Pending(7, "3 records"), NOON.plusSeconds(5))
                .after(new Pending(7, "4 records"), NOON.plusSeconds(65));

        assertThat(stall.length(NOON.plusSeconds(65))).isEqualTo(Duration.ofSeconds(60));
        assertThat(stall.what()).isEqualTo("4 records");
    }

    @Test
    void progressBeginsTheTimeAnew() {
        var stall = Stall.none(NOON)
                .after(new Pending(7, "3 records"), NOON)
                .after(new Pending(8, "3 records"), NOON.plusSeconds(50));

        assertThat(stall.length(NOON.plusSeconds(60))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aPartThatDoesNotAnswerMakesNoProgress() {
        var stall = Stall.none(NOON).withoutAnswer("the database is away");

        assertThat(stall.length(NOON.plusSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(stall.isBroken()).isFalse();
    }

    @Test
    void aPartThatIsBrokenStaysSoUntilItSaysOtherwise() {
        var stall = Stall.none(NOON)
                .after(new Broken("the stream ended"), NOON)
                .after(new Broken("the stream ended"), NOON.plusSeconds(60));

        assertThat(stall.isBroken()).isTrue();
        assertThat(stall.length(NOON.plusSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(stall.after(new None(), NOON.plusSeconds(61)).isBroken()).isFalse();
    }
}
