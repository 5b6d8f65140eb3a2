package dev.tocsin.incident.maintenance;

import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.CANCELLED;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.COMPLETED;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.IN_PROGRESS;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.SCHEDULED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.engine.catalog.Timetable;
import dev.tocsin.engine.maintenance.MaintenancePlan;
import dev.tocsin.engine.maintenance.Planner;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.engine.maintenance.WindowDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    private static final List<Cell> CACHE = List.of(Cell.of("cache@na"));
    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
    private static final String FIRST = "patching-20261129-0200";
    private static final Instant FIRST_STARTS = Instant.parse("2026-11-29T08:00:00Z");
    private static final Instant FIRST_ENDS = Instant.parse("2026-11-29T10:00:00Z");

    private final Map<String, Window> known = new TreeMap<>();
    private final List<Window> told = new ArrayList<>();

    @Test
    void windowsOfTheNextThirtyDaysAreMade() {
        look(patching(2), MONDAY);

        assertThat(known.keySet())
                .containsExactly(FIRST, "patching-20261206-0200", "patching-20261213-0200", "patching-20261220-0200");
        assertThat(known(FIRST).document())
                .isEqualTo(new WindowDocument(
                        FIRST,
                        1,
                        "patching",
                        "Weekly patching",
                        CACHE,
                        FIRST_STARTS,
                        FIRST_ENDS,
                        SCHEDULED,
                        null,
                        MONDAY,
                        null,
                        null));
    }

    @Test
    void lookingAgainChangesNothing() {
        look(patching(2), MONDAY);

        assertThat(look(patching(2), MONDAY.plusSeconds(1))).isEmpty();
    }

    @Test
    void aWindowBeginsAndEndsInItsTime() {
        look(patching(2), MONDAY);

        look(patching(2), FIRST_STARTS.minusMillis(1));
        assertThat(state(FIRST)).isEqualTo(SCHEDULED);
        look(patching(2), FIRST_STARTS);
        assertThat(state(FIRST)).isEqualTo(IN_PROGRESS);
        look(patching(2), FIRST_ENDS.minusMillis(1));
        assertThat(state(FIRST)).isEqualTo(IN_PROGRESS);
        look(patching(2), FIRST_ENDS);
        assertThat(state(FIRST)).isEqualTo(COMPLETED);
        look(patching(2), FIRST_ENDS.plusSeconds(1));
        assertThat(state(FIRST)).isEqualTo(COMPLETED);
    }

    @Test
    void aWindowThatWasMissedStillGoesThroughEachState() {
        look(patching(2), MONDAY);

        look(patching(2), FIRST_ENDS.plusSeconds(60));
        look(patching(2), FIRST_ENDS.plusSeconds(61));

        assertThat(told.stream().filter(window -> window.id().equals(FIRST)).map(Window::state))
                .containsExactly(SCHEDULED, IN_PROGRESS, COMPLETED);
    }

    @Test
    void anotherLengthInTheCatalogChangesWhatIsPlanned() {
        look(patching(2), MONDAY);

        look(patching(3), MONDAY.plusSeconds(1));

        assertThat(known(FIRST).endsAt()).isEqualTo(FIRST_ENDS.plusSeconds(3600));
        assertThat(known(FIRST).number()).isEqualTo(2);
    }

    @Test
    void whatLeavesTheCatalogIsCancelledAndComesBackWithIt() {
        look(patching(2), MONDAY);

        look(List.of(), MONDAY.plusSeconds(1));
        assertThat(known.values()).extracting(Window::state).containsOnly(CANCELLED);
        look(patching(2), MONDAY.plusSeconds(2));

        assertThat(known.values()).extracting(Window::state).containsOnly(SCHEDULED);
        assertThat(known.values()).extracting(Window::number).containsOnly(3L);
    }

    @Test
    void whatAnOperatorChangedItsPlanChangesNoMore() {
        look(patching(2), MONDAY);
        var later = FIRST_ENDS.plusSeconds(600);
        put(EditResult.change(known(FIRST), new WindowRequest(null, null, null, null, later), "ann", MONDAY));

        look(patching(5), MONDAY.plusSeconds(1));
        look(List.of(), MONDAY.plusSeconds(2));

        assertThat(known(FIRST).endsAt()).isEqualTo(later);
        assertThat(state(FIRST)).isEqualTo(SCHEDULED);
    }

    @Test
    void whatAnOperatorCancelledStaysCancelled() {
        look(patching(2), MONDAY);
        put(EditResult.cancel(known(FIRST), "ann", MONDAY));

        look(patching(2), MONDAY.plusSeconds(1));
        look(patching(2), FIRST_STARTS.plusSeconds(1));

        assertThat(state(FIRST)).isEqualTo(CANCELLED);
    }

    @Test
    void oneMadeByHandNeedsNoPlan() {
        put(EditResult.make(
                new WindowRequest("swap", "Swap disks", CACHE, MONDAY.plusSeconds(60), MONDAY.plusSeconds(600)),
                null,
                "ann",
                MONDAY));

        look(List.of(), MONDAY.plusSeconds(60));
        assertThat(state("swap")).isEqualTo(IN_PROGRESS);
        look(List.of(), MONDAY.plusSeconds(600));
        assertThat(state("swap")).isEqualTo(COMPLETED);
    }

    @Test
    void whatIsDoneIsCheckedAndEndsInItsTimeOrWhenItIsSaid() {
        put(EditResult.make(
                new WindowRequest("swap", "Swap disks", CACHE, MONDAY, MONDAY.plusSeconds(600)), null, "ann", MONDAY));
        assertThat(EditResult.verify(known("swap"), "ann", MONDAY))
                .isEqualTo(new EditResult.Impossible("swap", "has not begun"));
        assertThat(EditResult.complete(known("swap"), "ann", MONDAY))
                .isEqualTo(new EditResult.Impossible("swap", "has not begun"));
        look(List.of(), MONDAY);

        put(EditResult.verify(known("swap"), "ann", MONDAY.plusSeconds(300)));
        assertThat(state("swap")).isEqualTo(IN_PROGRESS);
        assertThat(known("swap").verifyingSince()).isEqualTo(MONDAY.plusSeconds(300));
        assertThat(EditResult.verify(known("swap"), "bob", MONDAY.plusSeconds(301)))
                .isEqualTo(new EditResult.AlreadySo(known("swap")));
        put(EditResult.complete(known("swap"), "ann", MONDAY.plusSeconds(400)));

        assertThat(state("swap")).isEqualTo(COMPLETED);
        assertThat(known("swap").endsAt()).isEqualTo(MONDAY.plusSeconds(400));
        assertThat(look(List.of(), MONDAY.plusSeconds(600))).isEmpty();
        assertThat(EditResult.cancel(known("swap"), "ann", MONDAY.plusSeconds(601)))
                .isEqualTo(new EditResult.Impossible("swap", "is over"));
    }

    @Test
    void whatIsProlongedSaysFromWhereAndWhatIsMovedBeforeItBeginsDoesNot() {
        put(EditResult.make(
                new WindowRequest("swap", "Swap disks", CACHE, MONDAY.plusSeconds(60), MONDAY.plusSeconds(600)),
                null,
                "ann",
                MONDAY));
        put(EditResult.change(known("swap"), ending(900), "ann", MONDAY));
        assertThat(known("swap").prolongedFrom()).isNull();
        look(List.of(), MONDAY.plusSeconds(60));

        put(EditResult.change(known("swap"), ending(1200), "ann", MONDAY.plusSeconds(61)));
        put(EditResult.change(known("swap"), ending(1500), "ann", MONDAY.plusSeconds(62)));
        assertThat(known("swap").prolongedFrom()).isEqualTo(MONDAY.plusSeconds(900));
        put(EditResult.change(known("swap"), ending(800), "ann", MONDAY.plusSeconds(63)));
        assertThat(known("swap").prolongedFrom()).isNull();
        assertThat(EditResult.change(known("swap"), ending(64), "ann", MONDAY.plusSeconds(64)))
                .isInstanceOf(EditResult.Wrong.class);
    }

    private static WindowRequest ending(long seconds) {
        return new WindowRequest(null, null, null, null, MONDAY.plusSeconds(seconds));
    }

    @Test
    void whatIsLongOverIsNotMade() {
        look(patching(2), FIRST_ENDS);

        assertThat(known).doesNotContainKey(FIRST).containsKey("patching-20261206-0200");
    }

    /// Whatever is edited, planned and missed: numbers go up by one, and states only along the diagram.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyStoryIsNumberedAndFollowsTheDiagram(long seed) {
        var random = new Random(seed);
        var now = MONDAY;
        for (var step = 0; step < 300; step++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(1, 600)));
            var moment = now;
            look(random.nextInt(10) == 0 ? List.of() : patching(random.nextInt(1, 4)), now);
            known.values().stream()
                    .filter(window -> random.nextInt(window.state() == IN_PROGRESS ? 2 : 40) == 0)
                    .toList()
                    .forEach(window -> put(edit(random, window, moment)));
        }

        var before = new TreeMap<String, Window>();
        for (var window : told) {
            var was = before.put(window.id(), window);
            assertThat(window.number()).as("seed %d", seed).isEqualTo(was == null ? 1 : was.number() + 1);
            assertThat(follows(was == null ? null : was.state(), window))
                    .as("seed %d: %s after %s", seed, window, was)
                    .isTrue();
            assertThat(window.prolongedFrom() == null || window.endsAt().isAfter(window.prolongedFrom()))
                    .as("seed %d: %s", seed, window)
                    .isTrue();
            assertThat(window.state() != SCHEDULED
                            || (window.verifyingSince() == null && window.prolongedFrom() == null))
                    .as("seed %d: %s", seed, window)
                    .isTrue();
        }
    }

    private static EditResult edit(Random random, Window window, Instant now) {
        return switch (random.nextInt(5)) {
            case 0 -> EditResult.cancel(window, "ann", now);
            case 1 -> EditResult.verify(window, "ann", now);
            case 2 -> EditResult.complete(window, "ann", now);
            default -> {
                var end = window.endsAt().plusSeconds(random.nextInt(7_200) - 1_800);
                yield EditResult.change(window, new WindowRequest(null, null, null, null, end), "ann", now);
            }
        };
    }

    private static boolean follows(@Nullable WindowState was, Window window) {
        return switch (was) {
            case null -> window.state() == SCHEDULED;
            case SCHEDULED -> window.state() != COMPLETED;
            case IN_PROGRESS -> window.state() != SCHEDULED;
            case CANCELLED -> window.state() == SCHEDULED && window.by() == null;
            case COMPLETED -> false;
        };
    }

    private static List<MaintenancePlan> patching(int hours) {
        return List.of(new MaintenancePlan(
                "patching",
                "Weekly patching",
                CACHE,
                new Timetable(
                        LocalDateTime.parse("2026-11-22T02:00"), "FREQ=WEEKLY;BYDAY=SU", ZoneId.of("America/Chicago")),
                Duration.ofHours(hours)));
    }

    private List<Window> look(List<MaintenancePlan> plans, Instant now) {
        var changes = new Planner(plans).changes(List.copyOf(known.values()), now);
        changes.forEach(this::put);
        return changes;
    }

    private void put(EditResult edit) {
        if (edit instanceof EditResult.Done(var window)) {
            put(window);
        }
    }

    private void put(Window window) {
        known.put(window.id(), window);
        told.add(window);
    }

    private Window known(String id) {
        return requireNonNull(known.get(id));
    }

    private WindowState state(String id) {
        return known(id).state();
    }
}
