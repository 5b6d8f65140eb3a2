package dev.tocsin.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.engine.replay.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @EnumSource
    void theSameSeedIsTheSameWorldToTheLastRecord(Shape shape) {
        assertThat(played(shape.world(SEED))).isEqualTo(played(shape.world(SEED)));
    }

    @ParameterizedTest
    @EnumSource
    void recordsComeInTheOrderOfTheirAppendTimes(Shape shape) {
        assertThat(played(shape.world(SEED))).extracting(Recorded::appendedAt).isSorted();
    }

    @Test
    void anotherSeedIsAnotherWorld() {
        assertThat(Shape.FULL.world(1).truth().faults())
                .isNotEqualTo(Shape.FULL.world(2).truth().faults());
    }

    @Test
    void everyAskOfABrokenCellFailsAndNoneElsewhereButByNoise() {
        var world = Shape.FULL.world(SEED);
        var broken = world.truth().faults().getFirst().cells().getFirst();

        var failing = observed(
                world,
                event -> event.cell().equals(broken.cell())
                        && isWithin(
                                event.time(),
                                broken.from().plusSeconds(1),
                                broken.until().minusSeconds(1)));
        var others = observed(world, event -> !event.cell().equals(broken.cell()));

        assertThat(failing).isNotEmpty().allMatch(event -> event.outcome() == Outcome.FAIL);
        assertThat(others.stream()
                        .filter(event -> event.outcome() == Outcome.FAIL)
                        .count())
                .isLessThan(others.size() / 100);
    }

    @Test
    void aDoubtIsFollowedAfterAQuarterOfTheInterval() {
        var world = Shape.FULL.world(SEED);
        var broken = world.truth().faults().getFirst().cells().getFirst();
        var point = world.catalog().vantagePoints().getFirst().id();

        var firstFailures = observed(
                        world,
                        event -> event.cell().equals(broken.cell())
                                && event.vantagePoint().equals(point)
                                && event.time().isAfter(broken.from().plusSeconds(1)))
                .stream()
                .limit(3)
                .map(HealthObserved::time)
                .toList();

        var quarter = Duration.ofMillis(broken.everyMillis() / 4);
        assertThat(Duration.between(firstFailures.get(0), firstFailures.get(1))).isEqualTo(quarter);
        assertThat(Duration.between(firstFailures.get(1), firstFailures.get(2))).isEqualTo(quarter);
    }

    @Test
    void aDeadVantagePointSaysNothing() {
        var world = Shape.POINT_DEAD.world(SEED);
        var dead = world.watchers().getFirst();

        assertThat(observed(
                        world,
                        event -> event.vantagePoint().equals(dead.vantagePoint())
                                && isWithin(
                                        event.time(),
                                        dead.from().plusSeconds(1),
                                        dead.until().minusSeconds(1))))
                .isEmpty();
    }

    @Test
    void oneThatKnowsThatItDoesNotSeeIsUnsure() {
        var world = Shape.POINT_CUT_OFF.world(SEED);
        var cut = world.watchers().getFirst();

        assertThat(observed(
                        world,
                        event -> event.vantagePoint().equals(cut.vantagePoint())
                                && isWithin(
                                        event.time(),
                                        cut.from().plusSeconds(1),
                                        cut.until().minusSeconds(1))))
                .isNotEmpty()
                .allMatch(event -> event.outcome() == Outcome.UNSURE);
    }

    @Test
    void whatIsSilentComesLater() {
        var world = Shape.SILENT_PIPELINE.world(SEED);
        var silent = world.watchers().getFirst();

        var played = played(world);

        assertThat(played)
                .filteredOn(recorded -> recorded.event() instanceof HealthObserved)
                .noneMatch(recorded ->
                        isWithin(recorded.appendedAt(), silent.from().plusSeconds(1), silent.until()));
        assertThat(observed(world, event -> isWithin(event.time(), silent.from(), silent.until())))
                .isNotEmpty();
    }

    private static boolean isWithin(Instant time, Instant from, Instant until) {
        return time.isAfter(from) && time.isBefore(until);
    }

    private static List<HealthObserved> observed(World world, Predicate<HealthObserved> which) {
        return played(world).stream()
                .flatMap(recorded ->
                        recorded.event() instanceof HealthObserved event ? Stream.of(event) : Stream.empty())
                .filter(which)
                .toList();
    }

    private static List<Recorded> played(World world) {
        var records = new ArrayList<Recorded>();
        Simulation.play(world, records::add);
        return records;
    }
}
