package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.delivery.Lane.NORMAL;
import static dev.tocsin.notifier.delivery.Lane.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.delivery.Places.Untried;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlacesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LATE = NOON.plusSeconds(1);
    private static final Instant END_OF_LEASE = NOON.plusSeconds(5);

    /// 8 in the normal lane, 4 in the slow one, 6 late, 4 at one host, 2 at one address.
    private final Places<String> places = new Places<>(new Bounds(8, 4, 6, 4, 2, Duration.ofSeconds(1)));

    @Test
    void atOneHostAreSoManyAtOnceAndTheNextWhenOneEnds() {
        IntStream.range(0, 6).forEach(number -> take("a" + number, "host", NORMAL));

        var begun = places.begin(NOON);
        assertThat(begun).extracting(Places.Place::claimed).hasToString("[a0, a1, a2, a3]");
        assertThat(places.begin(NOON)).isEmpty();

        places.end(begun.getFirst());
        assertThat(places.begin(NOON)).extracting(Places.Place::claimed).hasToString("[a4]");
    }

    @Test
    void oneAddressDoesNotHoldUpItsNeighbours() {
        IntStream.range(0, 3).forEach(number -> places.take("a" + number, "host", "a", NORMAL, END_OF_LEASE));
        take("b", "host", NORMAL);

        assertThat(places.begin(NOON)).extracting(Places.Place::claimed).hasToString("[a0, a1, b]");
    }

    @Test
    void whatWaitsAndWhatIsUnderWayTakesPlaces() {
        IntStream.range(0, 6).forEach(number -> take("a" + number, "host", NORMAL));
        var begun = places.begin(NOON);

        assertThat(places.room(NORMAL)).isEqualTo(2);
        assertThat(places.room(SLOW)).isEqualTo(4);

        begun.forEach(places::end);
        assertThat(places.room(NORMAL)).isEqualTo(6);
    }

    @Test
    void whoGetsNoAnswerGivesItsPlaceBackAsLongAsFewDo() {
        IntStream.range(0, 8).forEach(number -> take("a" + number, "host-" + number, NORMAL));
        var begun = places.begin(NOON);
        assertThat(places.room(NORMAL)).isZero();

        assertThat(places.handBack(LATE)).isEmpty();
        assertThat(places.room(NORMAL)).isEqualTo(6);

        begun.forEach(places::end);
        assertThat(places.room(NORMAL)).isEqualTo(8);
    }

    @Test
    void atAHostThatHangsNobodyWaits() {
        IntStream.range(0, 6).forEach(number -> take("a" + number, "host", NORMAL));
        places.begin(NOON);

        assertThat(places.handBack(LATE)).containsExactly(new Untried<>("a4", true), new Untried<>("a5", true));
        assertThat(places.room(NORMAL)).isEqualTo(8);
    }

    @Test
    void whatDidNotGetItsTurnWithinItsLeaseIsNotBegun() {
        IntStream.range(0, 5).forEach(number -> take("a" + number, "host", NORMAL));
        var begun = places.begin(NOON);
        places.end(begun.getFirst());

        assertThat(places.begin(END_OF_LEASE)).isEmpty();
        assertThat(places.handBack(END_OF_LEASE)).extracting(Untried::claimed).containsExactly("a4");
    }

    @Test
    void aSlowReceiverGetsAQuarterOfItsHost() {
        IntStream.range(0, 3).forEach(number -> take("a" + number, "host", SLOW));

        assertThat(places.begin(NOON)).hasSize(1);
        assertThat(places.room(SLOW)).isEqualTo(1);
    }

    /// Whatever ends when, each delivery is begun or handed back once, no bound is broken, and all places are free at
    /// the end.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eachIsBegunOrHandedBackOnce(long seed) {
        var random = new Random(seed);
        var underWay = new ArrayList<Places<String>.Place>();
        var seen = new ArrayList<String>();
        var now = NOON;
        var taken = 0;
        for (var step = 0; step < 2_000; step++) {
            now = now.plusMillis(random.nextInt(300));
            var lane = random.nextInt(3) == 0 ? SLOW : NORMAL;
            if (step < 1_800 && places.room(lane) > 0) {
                var endpoint = "e" + random.nextInt(6);
                places.take("d" + taken++, "h" + random.nextInt(3), endpoint, lane, now.plusSeconds(5));
            }
            var begun = places.begin(now);
            underWay.addAll(begun);
            begun.forEach(place -> seen.add(place.claimed()));
            if (!underWay.isEmpty() && random.nextInt(3) > 0) {
                places.end(underWay.remove(random.nextInt(underWay.size())));
            }
            places.handBack(now).forEach(untried -> seen.add(untried.claimed()));
            assertThat(underWay.size()).as("seed %d", seed).isLessThanOrEqualTo(3 * 4);
        }
        underWay.forEach(places::end);
        places.begin(now).forEach(place -> {
            seen.add(place.claimed());
            places.end(place);
        });
        places.handBack(now.plusSeconds(6)).forEach(untried -> seen.add(untried.claimed()));

        assertThat(seen).as("seed %d", seed).hasSize(taken).doesNotHaveDuplicates();
        assertThat(List.of(places.room(NORMAL), places.room(SLOW)))
                .as("seed %d", seed)
                .containsExactly(8, 4);
    }

    private void take(String claimed, String host, Lane lane) {
        places.take(claimed, host, claimed, lane, END_OF_LEASE);
    }
}
