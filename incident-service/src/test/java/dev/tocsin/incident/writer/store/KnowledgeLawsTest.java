package dev.tocsin.incident.writer.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.Seeds;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.Correlator;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.RandomWorld;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.incident.postgres.JsonDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is stored is all that is known, wherever the log is cut. A failure names its seed.
@Execution(ExecutionMode.CONCURRENT)
class KnowledgeLawsTest {

    static LongStream seeds() {
        return Seeds.upTo(6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoGoesOnFromWhatWasStoredTellsTheSame(long seed) {
        var inputs = RandomWorld.of(seed).inputs();

        var restarting = new Restarting(new Random(seed));
        inputs.forEach(restarting::hear);

        assertThat(restarting.restarts).isPositive();
        assertThat(restarting.told).isEqualTo(toldWithoutRestart(inputs));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void onlyWhatChangedIsWritten(long seed) {
        var state = Correlation.EMPTY;
        for (var input : RandomWorld.of(seed).inputs()) {
            var next = Correlator.decide(state, input).next();
            var cells = Knowledge.between(state, next).stream()
                    .filter(difference -> difference.kind() == KnowledgeKind.CELL)
                    .flatMap(difference -> difference.put().keySet().stream())
                    .map(Cell::of)
                    .toList();

            assertThat(cells).noneMatch(unchangedIn(state, next));
            state = next;
        }
    }

    @Test
    void ofTwoStatusesUnderOneNumberTheLaterIsStored() {
        var at = Instant.parse("2026-03-01T10:00:00Z");
        var once = Correlator.decide(Correlation.EMPTY, down(at)).next();
        var twice = Correlator.decide(once, down(at.plusSeconds(3))).next();

        assertThat(Knowledge.between(Correlation.EMPTY, twice))
                .filteredOn(difference -> difference.kind() == KnowledgeKind.ARRIVAL)
                .singleElement()
                .satisfies(arrivals -> assertThat(arrivals.put().values())
                        .singleElement()
                        .asString()
                        .contains("10:00:03"));
    }

    private static Input down(Instant at) {
        return new Observed(new StatusChanged(
                Cell.of("login@na"), 1, Verdict.DOWN, null, at, at, 0, List.of(), "a test", List.of(), List.of()));
    }

    private static Predicate<Cell> unchangedIn(Correlation before, Correlation next) {
        return cell -> Objects.equals(
                before.cells().byCell().get(cell), next.cells().byCell().get(cell));
    }

    private static List<IncidentEvent> toldWithoutRestart(List<Input> inputs) {
        var told = new ArrayList<IncidentEvent>();
        var state = Correlation.EMPTY;
        for (var input : inputs) {
            var decision = Correlator.decide(state, input);
            state = decision.next();
            decision.published().forEach(one -> told.add(one.event()));
        }
        return told;
    }

    /// Stores after some inputs, only what changed since, and goes on from what it reads there.
    private static final class Restarting {

        final List<IncidentEvent> told = new ArrayList<>();
        int restarts;

        private final Random random;
        private final Map<KnowledgeKind, Map<String, String>> documents = new HashMap<>();
        private final Map<String, String> incidents = new HashMap<>();
        private Correlation stored = Correlation.EMPTY;
        private Correlation state = Correlation.EMPTY;

        Restarting(Random random) {
            this.random = random;
        }

        void hear(Input input) {
            var decision = Correlator.decide(state, input);
            state = decision.next();
            decision.published().forEach(one -> told.add(one.event()));
            if (random.nextInt(100) == 0) {
                restart();
            }
        }

        private void restart() {
            Knowledge.between(stored, state).forEach(difference -> {
                var ofKind = documents.computeIfAbsent(difference.kind(), _ -> new HashMap<>());
                ofKind.putAll(difference.put());
                ofKind.keySet().removeAll(difference.gone());
            });
            incidents.clear();
            state.incidents().forEach((id, incident) -> incidents.put(id, JsonDocuments.write(incident)));
            stored = Knowledge.read(
                    documents,
                    incidents.values().stream()
                            .map(document -> JsonDocuments.read(document, Incident.class))
                            .toList());
            assertThat(stored).isEqualTo(state);
            state = stored;
            restarts++;
        }
    }
}
