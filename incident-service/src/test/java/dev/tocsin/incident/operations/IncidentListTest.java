package dev.tocsin.incident.operations;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.operations.IncidentList.ListedState;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveState;
import dev.tocsin.incident.trust.live.Views;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IncidentListTest {

    @Test
    void wordsAreSearchedInTitlesIdsAndNames() {
        var state = incidents(2);

        assertThat(found(state, "north LOG", ListedState.ALL)).isEqualTo(2);
        assertThat(found(state, "cache", ListedState.ALL)).isEqualTo(2);
        assertThat(found(state, "incident001", ListedState.ALL)).isEqualTo(1);
        assertThat(found(state, "cache europe", ListedState.ALL)).isZero();
    }

    @Test
    void openIncidentsAreListedApart() {
        var state = incidents(3);

        assertThat(found(state, "", ListedState.OPEN)).isEqualTo(2);
        assertThat(found(state, "", ListedState.OVER)).isEqualTo(1);
        assertThat(ListedState.named("nonsense")).isEqualTo(ListedState.ALL);
    }

    @Test
    void eachPageGoesOnWhereTheOneBeforeEnded() {
        var state = incidents(70);
        var first = IncidentList.of(state.view(), "", ListedState.ALL, null, NOON);

        var second = IncidentList.of(state.view(), "", ListedState.ALL, Objects.requireNonNull(first.next()), NOON);

        assertThat(first.incidents()).hasSize(50);
        assertThat(second.incidents()).hasSize(20).doesNotContainAnyElementsOf(first.incidents());
        assertThat(second.next()).isNull();
    }

    @Test
    void aPageGoesOnAfterAnIncidentThatHasBeenResolvedMeanwhile() {
        var view = incidents(3, number -> number == 1 ? IncidentState.RESOLVED : IncidentState.IDENTIFIED)
                .view();

        assertThat(IncidentList.of(view, "", ListedState.OPEN, "incident001", NOON)
                        .incidents())
                .extracting(IncidentSnapshot::key)
                .containsExactly("incident000");
    }

    @Test
    void onlyAFullListIsFollowedByTheDatabase() {
        var most = LiveState.MOST_CLOSED_INCIDENTS;
        var few = overIncidents(most - 1).view();
        var many = overIncidents(most + 1).view();

        assertThat(IncidentList.of(few, "nowhere", ListedState.ALL, null, NOON).isFollowed())
                .isFalse();
        assertThat(IncidentList.of(many, "nowhere", ListedState.ALL, null, NOON).isFollowed())
                .isTrue();
        assertThat(IncidentList.of(many, "", ListedState.ALL, null, NOON).isFollowed())
                .isFalse();
        assertThat(IncidentList.of(many, "nowhere", ListedState.OPEN, null, NOON)
                        .isFollowed())
                .isFalse();
        assertThat(IncidentList.of(many, "", ListedState.ALL, null, NOON).oldest())
                .isEqualTo("incident001");
    }

    private static int found(LiveState state, String query, ListedState listed) {
        return IncidentList.of(state.view(), query, listed, null, NOON).found();
    }

    /// The first is over, the others are open.
    private static LiveState incidents(int count) {
        return incidents(count, number -> number == 0 ? IncidentState.RESOLVED : IncidentState.IDENTIFIED);
    }

    private static LiveState overIncidents(int count) {
        return incidents(count, _ -> IncidentState.RESOLVED);
    }

    private static LiveState incidents(int count, IntFunction<IncidentState> states) {
        return Views.state(IntStream.range(0, count)
                .mapToObj(number -> incident(number, states.apply(number)))
                .toArray(IncidentSnapshot[]::new));
    }

    private static IncidentSnapshot incident(int number, IncidentState state) {
        var like = Harbour.cacheOutage(3, state, NOON.plusSeconds(number));
        var head = like.incident();
        return new IncidentSnapshot(
                new IncidentHead(
                        "incident%03d".formatted(number),
                        head.number(),
                        head.episode(),
                        head.title(),
                        head.state(),
                        head.severity(),
                        head.regions()),
                like.time(),
                like.startedAt(),
                like.resolvedAt(),
                like.acknowledgedBy(),
                like.outages(),
                like.suspects(),
                like.reach(),
                like.byRegion(),
                like.byComponent(),
                like.cells(),
                like.allCells(),
                like.timeline(),
                like.links(),
                like.related(),
                null,
                null);
    }
}
