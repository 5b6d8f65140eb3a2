package dev.tocsin.support.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertLedgerTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AlertLedger one = new AlertLedger();
    private final AlertLedger another = new AlertLedger();

    @Test
    void anAlertIsRaisedOnceForEachTimeThatItBeginsAndEnds() {
        assertThat(one.raise("blind", "We do not see.", NOON))
                .contains(new AlertRaised("blind", NOON, "We do not see."));
        assertThat(one.raise("blind", "We still do not see.", NOON.plusSeconds(1)))
                .isEmpty();
        assertThat(one.clear("blind", "We see.", NOON.plusSeconds(2)))
                .contains(new AlertCleared("blind", NOON, NOON.plusSeconds(2), "We see."));
        assertThat(one.clear("blind", "We see.", NOON.plusSeconds(3))).isEmpty();
        assertThat(one.raise("blind", "Again.", NOON.plusSeconds(4))).isPresent();
    }

    @Test
    void anAlertOnAnEventEndsAfterAnHourAndTheNextEventRaisesItAgain() {
        var subject = "dead-letters/tocsin.changes";
        one.read(new AlertRaised("blind", NOON, "We do not see."), false);
        one.read(new AlertRaised(subject, NOON, "A record was put aside."), false);

        var early = one.expired(NOON.plusSeconds(3_599));
        var ended = one.expired(NOON.plusSeconds(3_600));

        assertThat(early).isEmpty();
        assertThat(ended)
                .singleElement()
                .isInstanceOfSatisfying(
                        AlertCleared.class, end -> assertThat(end.subject()).isEqualTo(subject));
        assertThat(one.expired(NOON.plusSeconds(3_601))).as("once").isEmpty();
        assertThat(one.raise(subject, "Another was.", NOON.plusSeconds(3_602))).isPresent();
    }

    /// It was cut off from Kafka in between.
    @Test
    void anOldEndDoesNotEndWhatWasRaisedSince() {
        var subject = "dead-letters/tocsin.changes";
        var old = new AlertCleared(subject, NOON, NOON.plusSeconds(3_600), "It was raised an hour ago.");
        one.read(new AlertRaised(subject, NOON, "A record was put aside."), false);
        one.read(new AlertCleared(subject, NOON, NOON.plusSeconds(3_601), "It was raised an hour ago."), false);
        one.read(new AlertRaised(subject, NOON.plusSeconds(7_200), "Another was."), false);

        assertThat(one.read(old, false)).isFalse();
        assertThat(one.raise(subject, "A third was.", NOON.plusSeconds(7_201))).isEmpty();
    }

    @Test
    void whatWasJustRaisedAgainIsNotEndedByTime() {
        var subject = "spool-damage/us-east";
        one.read(new AlertRaised(subject, NOON, "Events were left out."), false);
        one.expired(NOON.plusSeconds(3_600));
        one.raise(subject, "Again.", NOON.plusSeconds(3_601));

        assertThat(one.expired(NOON.plusSeconds(3_660))).isEmpty();
    }

    @Test
    void whatAnotherInstanceRaisedIsNotRaisedAgain() {
        one.read(new AlertRaised("blind", NOON, "We do not see."), false);

        assertThat(one.raise("blind", "We do not see.", NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void ofTwoInstancesThatSeeTheSameAtOnceTheFirstOnTheTopicChangesWhatStands() {
        var first = one.raise("blind", "We do not see.", NOON).orElseThrow();
        var second = another.raise("blind", "We do not see.", NOON).orElseThrow();

        assertThat(one.read(first, true)).isTrue();
        assertThat(another.read(first, false)).isTrue();
        assertThat(one.read(second, false)).isFalse();
        assertThat(another.read(second, true)).isFalse();
    }

    @Test
    void anEndEndsWhatBothRaisedWhoeverWasFirst() {
        var first = one.raise("blind", "We do not see.", NOON).orElseThrow();
        var second =
                another.raise("blind", "We do not see.", NOON.plusMillis(7)).orElseThrow();
        one.read(first, true);
        one.read(second, false);
        another.read(first, false);
        another.read(second, true);

        var end = one.clear("blind", "We see.", NOON.plusSeconds(1)).orElseThrow();

        assertThat(one.read(end, true)).isTrue();
        assertThat(another.read(end, false)).isTrue();
        assertThat(another.clear("blind", "We see.", NOON.plusSeconds(2))).isEmpty();
    }

    @Test
    void anEndThatIsReadLateDoesNotEndTheNextBeginning() {
        var first = one.raise("blind", "First.", NOON).orElseThrow();
        var over = one.clear("blind", "Over.", NOON.plusSeconds(1)).orElseThrow();
        one.raise("blind", "Second.", NOON.plusSeconds(2));

        one.read(first, true);
        one.read(over, true);

        assertThat(one.clear("blind", "Over.", NOON.plusSeconds(3))).isPresent();
    }
}
