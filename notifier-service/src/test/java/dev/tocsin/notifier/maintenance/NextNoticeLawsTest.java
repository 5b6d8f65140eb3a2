package dev.tocsin.notifier.maintenance;

import static dev.tocsin.contract.delivery.MaintenanceStage.CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever becomes of a window, and whenever the notifier looks: each stage at most once in an episode, in order, and
/// who was told of it is told its end.
final class NextNoticeLawsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private record Heard(NextNotice telling, WindowUpdated window, Instant now) {}

    static List<Long> seeds() {
        return new Random(2026).longs(500).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachStageIsHeardOnceAndInOrder(long seed) {
        var heard = story(new Random(seed));

        for (var episode = 1; episode <= heard.size(); episode++) {
            var number = episode;
            var stages = heard.stream()
                    .filter(each -> each.telling().then().episode() == number)
                    .map(each -> each.telling().says())
                    .toList();
            var once = stages.stream().filter(stage -> stage != CHANGED).toList();
            assertThat(once).as("seed %d", seed).doesNotHaveDuplicates().isSorted();
            if (!stages.isEmpty()) {
                assertThat(stages.getFirst())
                        .as("seed %d", seed)
                        .isIn(MaintenanceStage.ANNOUNCED, MaintenanceStage.STARTED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsToldIsTrueWhenItIsTold(long seed) {
        for (var each : story(new Random(seed))) {
            var window = each.window();
            var telling = each.telling();
            var upcoming = each.now().isBefore(window.startsAt());
            var goesOn = window.state() == WindowState.IN_PROGRESS && each.now().isBefore(window.endsAt());
            switch (telling.says()) {
                case ANNOUNCED, REMINDED ->
                    assertThat(upcoming && window.state() == WindowState.SCHEDULED)
                            .as("seed %d", seed)
                            .isTrue();
                case CHANGED -> {
                    assertThat(upcoming || goesOn).as("seed %d", seed).isTrue();
                    assertThat(telling.before()).as("seed %d", seed).isNotNull();
                }
                case STARTED -> assertThat(goesOn).as("seed %d", seed).isTrue();
                case COMPLETED -> assertThat(window.state()).isEqualTo(WindowState.COMPLETED);
                case CANCELLED -> assertThat(window.state()).isEqualTo(WindowState.CANCELLED);
            }
            assertThat(telling.then().startsAt()).isEqualTo(window.startsAt());
            assertThat(telling.then().endsAt()).isEqualTo(window.endsAt());
        }
    }

    /// A change is told at most once for each number of its window: ids are made of that.
    @ParameterizedTest
    @MethodSource("seeds")
    void noTwoNoticesWouldHaveTheSameId(long seed) {
        var ids = new HashSet<List<Object>>();

        for (var each : story(new Random(seed))) {
            var telling = each.telling();
            var fact = telling.says() == CHANGED ? each.window().number() : 0;
            assertThat(ids.add(List.of(telling.then().episode(), telling.says(), fact)))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoWasToldAnythingIsToldTheEnd(long seed) {
        var heard = story(new Random(seed));

        if (!heard.isEmpty()) {
            assertThat(heard.getLast().telling().then().isOver())
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    /// The notifier looks now and then, and at the end.
    private static List<Heard> story(Random random) {
        var heard = new ArrayList<Heard>();
        var work = new RandomWork(random, NOON);
        @Nullable LastNotice told = null;
        for (var step = 0; step < 60; step++) {
            work.step();
            if (random.nextInt(3) > 0) {
                told = look(work.window(), told, random.nextInt(10) > 0, work.now(), heard);
            }
        }
        work.end();
        look(work.window(), told, false, work.now(), heard);
        return heard;
    }

    /// Looks twice: what was told is not told again.
    private static @Nullable LastNotice look(
            WindowUpdated window, @Nullable LastNotice told, boolean touched, Instant now, List<Heard> heard) {
        var telling = told == null
                ? Optional.of(window).filter(_ -> touched).flatMap(each -> NextNotice.first(each, now))
                : NextNotice.next(window, told, touched, now);
        if (telling.isEmpty()) {
            return told;
        }
        heard.add(new Heard(telling.get(), window, now));
        var then = telling.get().then();
        assertThat(NextNotice.next(window, then, touched, now)).isEmpty();
        return then;
    }
}
