package dev.tocsin.incident.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.incident.correlation.Input.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every story. A failure names its seed.
class CorrelatorLawsTest {

    private static final int STORIES = 20;
    private static final Map<Long, Story> TOLD = new HashMap<>();
    private static final Duration LONG_ENOUGH_TO_END = Duration.ofMinutes(16);

    static LongStream seeds() {
        return LongStream.range(0, STORIES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEpisodeOpensOnceAndClosesOnce(long seed) {
        var story = story(seed);

        byIncident(story.events()).values().forEach(events -> {
            var turns = events.stream()
                    .filter(event -> event instanceof Opened || event instanceof Reopened || event instanceof Resolved)
                    .toList();
            for (var i = 0; i < turns.size(); i++) {
                assertThat(turns.get(i))
                        .isInstanceOfAny(i == 0 ? Opened.class : i % 2 == 0 ? Reopened.class : Resolved.class);
                assertThat(turns.get(i).incident().episode()).isEqualTo(i / 2 + 1);
            }
            assertThat(turns).hasSizeGreaterThan(1).last().isInstanceOf(Resolved.class);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyOutageStartsOnceAndEndsOnce(long seed) {
        var story = story(seed);

        var started = story.events(OutageStarted.class).stream()
                .map(event -> event.incident().id() + "/" + event.outage())
                .toList();
        assertThat(story.events(OutageEnded.class))
                .extracting(event -> event.incident().id() + "/" + event.outage())
                .containsExactlyInAnyOrderElementsOf(started)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbersHaveNoGapsAndTimesNeverGoBack(long seed) {
        var story = story(seed);

        byIncident(story.events()).values().forEach(events -> {
            assertThat(events)
                    .extracting(event -> event.incident().number())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(events).extracting(IncidentEvent::time).isSorted();
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReplayTellsTheSame(long seed) {
        var story = story(seed);

        assertThat(replayed(story.inputs())).isEqualTo(story.events());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatComesTwiceCountsOnce(long seed) {
        var story = story(seed);

        var twice = story.inputs().stream()
                .flatMap(input -> Stream.of(input, input))
                .toList();

        assertThat(replayed(twice)).isEqualTo(story.events());
    }

    /// The changes of a second may come in any order of partitions, as they do when tasks run side by side.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfPartitionsDoesNotMatterForIds(long seed) {
        var story = story(seed);

        var shuffled = replayed(shuffledWithinSeconds(story.inputs(), new Random(seed)));

        assertThat(byIncident(shuffled).keySet())
                .isEqualTo(byIncident(story.events()).keySet());
    }

    private static Map<String, List<IncidentEvent>> byIncident(List<IncidentEvent> events) {
        return events.stream()
                .collect(Collectors.groupingBy(event -> event.incident().id()));
    }

    private static List<IncidentEvent> replayed(List<Input> inputs) {
        var events = new ArrayList<IncidentEvent>();
        var state = Correlation.EMPTY;
        for (var input : inputs) {
            var decision = Correlator.decide(state, input);
            state = decision.next();
            decision.told().forEach(told -> events.add(told.event()));
        }
        return events;
    }

    private static Story story(long seed) {
        return TOLD.computeIfAbsent(seed, CorrelatorLawsTest::tell);
    }

    /// A quarter of an hour in which cells of the sample product break and heal as they please, and then all heal.
    private static Story tell(long seed) {
        var random = new Random(seed);
        var story = Story.of(Landscapes.harbour());
        var cells = story.cells();
        for (var step = 0; step < 40; step++) {
            var cell = cells.get(random.nextInt(cells.size()));
            switch (random.nextInt(6)) {
                case 0, 1 -> story.down(cell);
                case 2 -> story.degraded(cell);
                case 3 -> story.unknown(cell);
                default -> story.up(cell);
            }
            story.afterSeconds(random.nextInt(40));
        }
        cells.forEach(story::up);
        return story.after(LONG_ENOUGH_TO_END);
    }

    /// Each partition keeps its own order.
    private static List<Input> shuffledWithinSeconds(List<Input> inputs, Random random) {
        var shuffled = new ArrayList<Input>();
        var second = new ArrayList<Input>();
        for (var input : inputs) {
            if (!second.isEmpty() && (partition(input) < 0 || !time(input).equals(time(second.getFirst())))) {
                shuffled.addAll(byPartitions(second, random));
                second.clear();
            }
            (partition(input) < 0 ? shuffled : second).add(input);
        }
        shuffled.addAll(byPartitions(second, random));
        return shuffled;
    }

    private static List<Input> byPartitions(List<Input> inputs, Random random) {
        var partitions = new ArrayList<>(
                inputs.stream().map(CorrelatorLawsTest::partition).distinct().toList());
        Collections.shuffle(partitions, random);
        return partitions.stream()
                .flatMap(partition -> inputs.stream().filter(input -> partition(input) == partition))
                .toList();
    }

    private static int partition(Input input) {
        return switch (input) {
            case Observed(StatusChanged change) -> change.partition();
            case Observed(ClockAdvanced clock) -> clock.partition();
            default -> -1;
        };
    }

    private static Instant time(Input input) {
        return input instanceof Observed(var event) ? event.time() : Instant.EPOCH;
    }
}
