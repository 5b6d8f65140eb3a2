package dev.tocsin.engine.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.Seeds;
import dev.tocsin.engine.correlation.Command.OnIncident;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Input.Ordered;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.lifecycle.Incident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every world. A failure names its seed.
@Execution(ExecutionMode.CONCURRENT)
class CorrelatorLawsTest {

    private static final int WORLDS = 12;
    private static final Map<Long, Heard> HEARD = new ConcurrentHashMap<>();

    /// @param told in the order in which it was
    private record Heard(List<Input> inputs, List<IncidentEvent> told, List<TraceEntry> trace, Correlation state) {

        static Heard of(List<Input> inputs) {
            var told = new ArrayList<IncidentEvent>();
            var trace = new ArrayList<TraceEntry>();
            var state = Correlation.EMPTY;
            for (var input : inputs) {
                var decision = Correlator.decide(state, input);
                state = decision.next();
                decision.published().forEach(one -> told.add(one.event()));
                trace.addAll(decision.trace());
            }
            return new Heard(inputs, told, trace, state);
        }

        Map<String, List<IncidentEvent>> byIncident() {
            return told.stream()
                    .collect(Collectors.groupingBy(event -> event.incident().id()));
        }

        <E extends IncidentEvent> List<E> told(Class<E> kind) {
            return told.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    static LongStream seeds() {
        return Seeds.upTo(WORLDS);
    }

    private static Heard heard(long seed) {
        return HEARD.computeIfAbsent(seed, it -> Heard.of(RandomWorld.of(it).inputs()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEpisodeOpensOnceAndClosesOnce(long seed) {
        heard(seed).byIncident().values().forEach(events -> {
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

    /// By an end of its own, or in silence with its incident, where a person ended that.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyOutageStartsOnceAndEndsOnce(long seed) {
        heard(seed).byIncident().values().forEach(events -> {
            var begun = new TreeSet<String>();
            var standing = new TreeSet<String>();
            for (var event : events) {
                switch (event) {
                    case OutageStarted started -> {
                        assertThat(begun.add(started.outage()))
                                .as("%s", started)
                                .isTrue();
                        standing.add(started.outage());
                    }
                    case ImpactChanged changed ->
                        assertThat(standing).as("%s", changed).contains(changed.outage());
                    case OutageEnded ended ->
                        assertThat(standing.remove(ended.outage()))
                                .as("%s", ended)
                                .isTrue();
                    case Resolved resolved -> {
                        assertThat(resolved.by() != null || standing.isEmpty())
                                .as("%s with %s", resolved, standing)
                                .isTrue();
                        standing.clear();
                    }
                    default -> {}
                }
            }
            assertThat(standing).isEmpty();
        });
    }

    /// A cell's place is the outage that has it, always: in one that stands, of an incident that is open and known.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCellsPlaceIsTheStandingOutageThatHasIt(long seed) {
        var state = Correlation.EMPTY;
        for (var input : heard(seed).inputs()) {
            state = Correlator.decide(state, input).next();

            var places = new HashMap<Cell, IncidentOutage>();
            state.standing()
                    .forEach(it -> it.outage()
                            .impacts()
                            .keySet()
                            .forEach(cell -> assertThat(places.put(
                                            cell,
                                            new IncidentOutage(
                                                    it.incident().id(),
                                                    it.outage().id())))
                                    .as("%s is in two outages", cell)
                                    .isNull()));
            var known = new HashMap<Cell, IncidentOutage>();
            for (var cell : state.cells().byCell().values()) {
                if (cell.place() != null) {
                    known.put(cell.cell(), cell.place());
                    var place = state.at(cell.place());
                    assertThat(place.outage().recovery().notUp().contains(cell.cell()))
                            .as("%s after %s", cell, input)
                            .isEqualTo(
                                    !cell.isUp() || place.outage().statedCells().anyMatch(cell.cell()::equals));
                    assertThat(state.graph().has(cell.cell()))
                            .as("%s after %s", cell, input)
                            .isTrue();
                }
            }
            assertThat(known).as("after %s", input).isEqualTo(places);
        }
    }

    /// Refused, it changes nothing and says why; done, it is told, of the incident or of the one that it made.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anOrderIsDoneOrRefused(long seed) {
        var state = Correlation.EMPTY;
        for (var input : heard(seed).inputs()) {
            var decision = Correlator.decide(state, input);
            if (input instanceof Ordered(var command)) {
                if (decision.refusal() == null) {
                    assertThat(decision.published()).as("%s", command).isNotEmpty();
                    assertThat(state.incidents().containsKey(command.incident()))
                            .as("%s", command)
                            .isEqualTo(command instanceof OnIncident);
                } else {
                    assertThat(decision.refusal().why()).isNotBlank();
                    assertThat(decision.published()).as("%s", command).isEmpty();
                    assertThat(decision.trace()).as("%s", command).isEmpty();
                    assertThat(decision.next()).as("%s", command).isEqualTo(state);
                }
            } else {
                assertThat(decision.refusal()).as("%s", input).isNull();
            }
            state = decision.next();
        }
    }

    /// A maintenance window, UNKNOWN and an unstable cell change who is told, never that it ends.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsSuppressedStillResolves(long seed) {
        var state = heard(seed).state();

        assertThat(state.incidents().values()).noneMatch(Incident::isOpen);
        assertThat(state.cells().byCell().values())
                .allMatch(cell -> cell.place() == null
                        && cell.trouble().isEmpty()
                        && cell.excusedUntil() == null
                        && !cell.muted());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void regionsAreThoseOfTheCells(long seed) {
        assertThat(heard(seed).told(OutageStarted.class))
                .allSatisfy(started -> assertThat(started.cells())
                        .extracting(impact -> impact.cell().region())
                        .containsOnly(started.region()));
        assertThat(heard(seed).told(ImpactChanged.class))
                .allSatisfy(changed -> assertThat(changed.cells())
                        .extracting(CellImpact::cell)
                        .allMatch(cell -> cell.region().equals(changed.region())));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbersHaveNoGapsAndTimesNeverGoBack(long seed) {
        heard(seed).byIncident().values().forEach(events -> {
            assertThat(events)
                    .extracting(event -> event.incident().number())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(events).extracting(IncidentEvent::time).isSorted();
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReplayTellsTheSameForTheSameReasons(long seed) {
        var again = Heard.of(RandomWorld.of(seed).inputs());

        assertThat(again.told()).isEqualTo(heard(seed).told());
        assertThat(again.trace()).isEqualTo(heard(seed).trace());
    }

    /// What operators order does not come over Kafka, and never twice.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatComesTwiceCountsOnce(long seed) {
        var twice = heard(seed).inputs().stream()
                .flatMap(input -> input instanceof Ordered ? Stream.of(input) : Stream.of(input, input))
                .toList();

        assertThat(Heard.of(twice).told()).isEqualTo(heard(seed).told());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatComesAgainLateChangesNothing(long seed) {
        var random = new Random(seed);
        var withLate = new ArrayList<Input>();
        var changes = new ArrayList<Input>();
        for (var input : heard(seed).inputs()) {
            withLate.add(input);
            if (input instanceof Observed(StatusChanged _)) {
                changes.add(input);
            }
            if (!changes.isEmpty() && random.nextInt(10) == 0) {
                withLate.add(changes.get(random.nextInt(changes.size())));
            }
        }

        assertThat(Heard.of(withLate).told()).isEqualTo(heard(seed).told());
    }

    /// While nothing waits for a clock, a quarter of them are enough.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aThinnedClockTellsTheSame(long seed) {
        var told = new ArrayList<IncidentEvent>();
        var left = 0;
        var state = Correlation.EMPTY;
        for (var input : heard(seed).inputs()) {
            if (state.isQuiet()
                    && input instanceof Observed(ClockAdvanced clock)
                    && clock.time().getEpochSecond() % 8 != 0) {
                left++;
            } else {
                var decision = Correlator.decide(state, input);
                state = decision.next();
                decision.published().forEach(one -> told.add(one.event()));
            }
        }

        assertThat(left).isPositive();
        assertThat(told).isEqualTo(heard(seed).told());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void partitionsMayInterleaveInAnyWay(long seed) {
        var interleaved = RandomWorld.of(seed).interleaved(new Random(seed));

        var otherwise = Heard.of(interleaved);

        assertThat(interleaved).isNotEqualTo(heard(seed).inputs());
        assertThat(otherwise.told()).isEqualTo(heard(seed).told());
        assertThat(otherwise.trace()).isEqualTo(heard(seed).trace());
    }
}
