package dev.tocsin.engine.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Input.Ordered;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// 10,000 cells of one region, with the longest names, fail within a second.
@Execution(ExecutionMode.CONCURRENT)
class StormTest {

    private static final int CELLS = 10_000;
    private static final int PARTITIONS = 12;
    private static final String REGION = "r" + "-region".repeat(8) + "-na";
    private static final String ROOT = "root" + "-of-all".repeat(8);
    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    private final List<StoryStep> told = new ArrayList<>();
    private final Map<Cell, Long> numbers = new HashMap<>();
    private Correlation state = Correlation.EMPTY;
    private Instant now = NOON;

    @Test
    void isOneIncidentWhoseEventsAndSnapshotsAreBounded() {
        var cells = begin();

        fail(cells);
        after(Duration.ofSeconds(21));
        var id = told.getFirst().incident().id();
        for (var i = 0; i < 30; i++) {
            hear(new Ordered(new PostUpdate(id, "operator", "\u0001ä\uD83D\uDD14\"".repeat(4_000), null, now)));
        }
        after(Duration.ofSeconds(30));
        cells.forEach(cell -> change(cell, Verdict.UP));
        after(Duration.ofMinutes(4));

        var started = events(OutageStarted.class);
        assertThat(started).singleElement().satisfies(event -> {
            assertThat(event.allCells()).isEqualTo(CELLS);
            assertThat(event.root()).isEqualTo(new SuspectedRoot(new Cell(ROOT, REGION), true));
            assertThat(event.time()).isBefore(NOON.plusSeconds(10 + 20 + 5));
        });
        assertThat(state.incidents()).hasSize(1);
        assertThat(state.incident(id).resolvedAt()).isNotNull();
        assertThat(events(ImpactChanged.class))
                .allSatisfy(event -> assertThat(event.cells()).hasSizeLessThanOrEqualTo(IncidentEvent.MOST_CELLS));
        assertThat(events(ImpactChanged.class).stream()
                        .mapToInt(event -> event.cells().size())
                        .sum())
                .isGreaterThanOrEqualTo(CELLS - IncidentEvent.MOST_CELLS);
        var times =
                events(ImpactChanged.class).stream().map(ImpactChanged::time).toList();
        for (var i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(told).allSatisfy(one -> {
            var snapshot = one.snapshot();
            assertThat(Json.mapper().writeValueAsBytes(snapshot)).hasSizeLessThanOrEqualTo(256_000);
            assertThat(snapshot.cells()).hasSizeLessThanOrEqualTo(IncidentSnapshot.MOST_CELLS);
            assertThat(snapshot.timeline()).hasSizeLessThanOrEqualTo(IncidentSnapshot.MOST_ENTRIES);
        });
    }

    private List<Cell> begin() {
        var builder = CatalogBuilder.emptyCatalog().region(REGION, REGION, 1).component(ROOT);
        for (var i = 1; i < CELLS; i++) {
            builder.component(("c%05d" + "-component".repeat(5)).formatted(i), ROOT);
        }
        builder.entries().forEach(entry -> hear(new Catalogued(entry)));
        hear(new Catalogued(builder.published()));
        var cells = builder.catalog().cells();
        after(Duration.ofSeconds(2));
        cells.forEach(cell -> change(cell, Verdict.UP));
        after(Duration.ofSeconds(8));
        return cells;
    }

    private void fail(List<Cell> cells) {
        for (var i = 0; i < cells.size(); i++) {
            now = now.plusMillis(i % 10 == 0 ? 1 : 0);
            change(cells.get(i), Verdict.DOWN);
        }
    }

    private void change(Cell cell, Verdict verdict) {
        hear(new Observed(new StatusChanged(
                cell,
                numbers.merge(cell, 1L, Long::sum),
                verdict,
                null,
                now,
                now,
                Math.floorMod(cell.hashCode(), PARTITIONS),
                List.of(),
                "because the test says so",
                List.of(),
                List.of())));
    }

    private void after(Duration duration) {
        for (var end = now.plus(duration); now.isBefore(end); ) {
            now = now.plusSeconds(1);
            for (var partition = 0; partition < PARTITIONS; partition++) {
                hear(new Observed(new ClockAdvanced(partition, now)));
            }
        }
    }

    private void hear(Input input) {
        var decision = Correlator.decide(state, input);
        state = decision.next();
        told.addAll(decision.published());
    }

    private <E extends IncidentEvent> List<E> events(Class<E> kind) {
        return told.stream()
                .map(StoryStep::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
