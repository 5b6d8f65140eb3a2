package dev.tocsin.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.SuspectedRoot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class OutageTest {

    private static final Instant NOON = Instant.parse("2006-02-09T12:00:00Z");
    private static final Cell CACHE = new Cell("cache", "na");
    private static final Cell LOGIN = new Cell("login", "na");
    private static final Outage BOTH = Outage.of("na", List.of(down(CACHE, NOON), down(LOGIN, NOON.plusSeconds(10))));

    @Test
    void itsOnsetIsThatOfItsFirstCellAndItsWindowRollsOnWithTheLatest() {
        assertThat(BOTH.onset()).isEqualTo(NOON);
        assertThat(BOTH.latestOnset()).isEqualTo(NOON.plusSeconds(10));
        assertThat(BOTH.stands()).isTrue();
        assertThat(BOTH.isUp()).isFalse();
    }

    @Test
    void itIsUpOnceAllItsCellsAre() {
        var one = BOTH.turned(CACHE, Verdict.UP, at(60), true, at(61));
        var all = one.turned(LOGIN, Verdict.UP, at(70), true, at(71));

        assertThat(one.isUp()).isFalse();
        assertThat(one.hasBad(CACHE)).isFalse();
        assertThat(all.isUp()).isTrue();
        assertThat(all.recovery().first()).isEqualTo(at(60));
        assertThat(all.recovery().last()).isEqualTo(at(71));
    }

    @Test
    void aCellOfWhichNothingIsKnownIsNotUpAndKeepsItsImpact() {
        var unknown = BOTH.turned(CACHE, Verdict.UNKNOWN, at(60), false, at(61));

        assertThat(unknown.hasBad(CACHE)).isTrue();
        assertThat(unknown.recovery().notUp()).containsExactly(CACHE, LOGIN);
    }

    @Test
    void aCellThatTurnsBadAgainIsNotUpAnyMore() {
        var again = BOTH.turned(CACHE, Verdict.UP, at(60), true, at(61))
                .turned(CACHE, Verdict.DEGRADED, at(62), false, at(63));

        assertThat(again.hasBad(CACHE)).isTrue();
        assertThat(again.recovery().notUp()).containsExactly(CACHE, LOGIN);
        assertThat(impact(again, CACHE).worst()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aCellOfAnotherOutageCannotTurn() {
        var stranger = new Cell("search", "na");

        assertThatThrownBy(() -> BOTH.turned(stranger, Verdict.UP, at(60), true, at(61)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("not a cell of this outage");
    }

    @Test
    void whatChangedIsNamedOnce() {
        var named = BOTH.published(BOTH.unpublishedImpacts(10));

        assertThat(BOTH.unpublishedImpacts(10)).extracting(CellImpact::cell).containsExactly(CACHE, LOGIN);
        assertThat(BOTH.unpublishedImpacts(1)).extracting(CellImpact::cell).containsExactly(CACHE);
        assertThat(named.isPublished()).isTrue();
        assertThat(named.turned(CACHE, Verdict.UP, at(60), true, at(61)).isPublished())
                .isFalse();
    }

    @Test
    void aCellThatLeavesIsNamedAsLeft() {
        var left = BOTH.without(List.of(LOGIN));

        assertThat(left.has(LOGIN)).isFalse();
        assertThat(left.news().left()).containsExactly(LOGIN);
        assertThat(left.news().changed()).containsExactly(CACHE);
    }

    @Test
    void partOfItIsAnOutageOfItsOwn() {
        var healing = BOTH.turned(CACHE, Verdict.UP, at(60), true, at(61));

        var part = healing.only(List.of(LOGIN));

        assertThat(part.impacts().keySet()).containsExactly(LOGIN);
        assertThat(part.onset()).isEqualTo(NOON.plusSeconds(10));
        assertThat(part.isUp()).isFalse();
    }

    @Test
    void cellsThatNeedTheRootSayThatTheyAreBadBecauseOfIt() {
        var rooted = BOTH.from(new SuspectedRoot(CACHE, true), LOGIN::equals);

        assertThat(rooted.rootCell()).isEqualTo(CACHE);
        assertThat(impact(rooted, LOGIN).now().because()).isEqualTo(CACHE);
        assertThat(impact(rooted, CACHE).now().because()).isNull();
        assertThat(rooted.from(null, LOGIN::equals).rootCell()).isNull();
    }

    @Test
    void endedItStandsNoMoreAndHasNothingLeftToSay() {
        var ended = BOTH.ended(at(60), at(180));

        assertThat(ended.stands()).isFalse();
        assertThat(ended.endedAt()).isEqualTo(at(60));
        assertThat(ended.decidedAt()).isEqualTo(at(180));
        assertThat(ended.isPublished()).isTrue();
    }

    private static Impact impact(Outage outage, Cell cell) {
        return Objects.requireNonNull(outage.impacts().get(cell));
    }

    private static Impact down(Cell cell, Instant onset) {
        return Impact.of(cell, Verdict.DOWN, onset, true, Weight.HIGH);
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }
}
