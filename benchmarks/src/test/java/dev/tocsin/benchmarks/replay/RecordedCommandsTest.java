package dev.tocsin.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.RecordedCommands;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.Replay.Ticks;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What operators did to the incident of a world counts in its replay.
class RecordedCommandsTest {

    private final List<Recorded> world = new ArrayList<>();
    private final ReplayedIncident undisturbed;

    RecordedCommandsTest() {
        Simulation.play(Shape.CASCADE.world(1), world::add);
        undisturbed = replayed().getFirst();
    }

    @Test
    void whatWasResolvedByHandIsOverThen() {
        var at = undisturbed.openedAt().plusSeconds(30);

        order(new Resolved(head(undisturbed.id(), 3), at, "ada", "a test", null));

        assertThat(replayed()).singleElement().satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(undisturbed.id());
            assertThat(incident.resolvedAt()).isEqualTo(at);
        });
    }

    @Test
    void whatWasSplitOffIsFoundAgainByWhatFollows() {
        var at = undisturbed.openedAt().plusSeconds(30);
        var off = undisturbed.outages().getFirst().cells().getFirst();
        var impact = new CellImpact(off, Verdict.DOWN, at, true, Weight.NORMAL, null);

        order(new Opened(head("splitoff0001", 1), at, at, List.of(undisturbed.id()), null));
        order(new OutageStarted(
                head("splitoff0001", 2),
                at,
                off.region() + "-1",
                off.region(),
                at,
                null,
                List.of(impact),
                1,
                new Reach(0, 0)));
        order(new Resolved(head("splitoff0001", 3), at.plusSeconds(20), "ada", null, undisturbed.id()));

        assertThat(replayed()).hasSize(2).anySatisfy(incident -> {
            assertThat(incident.id()).isNotEqualTo(undisturbed.id());
            assertThat(incident.outages().getFirst().cells()).containsExactly(off);
            assertThat(incident.resolvedAt()).isEqualTo(at.plusSeconds(20));
        });
    }

    @Test
    void onlyWhatAPersonDidTellsOfAnOrder() {
        var at = undisturbed.openedAt();

        assertThat(RecordedCommands.followFrom(new Acknowledged(head("a", 3), at, "ada")))
                .isTrue();
        assertThat(RecordedCommands.followFrom(new Resolved(head("a", 3), at, null, null, null)))
                .isFalse();
        assertThat(RecordedCommands.followFrom(new Opened(head("a", 1), at, at, List.of(), null)))
                .isFalse();
    }

    private void order(IncidentEvent event) {
        world.add(PlacedRecords.of(Topic.INCIDENT_EVENTS, event.time(), event));
        world.sort(Comparator.comparing(Recorded::appendedAt));
    }

    private List<ReplayedIncident> replayed() {
        var replay = new Replay(Ticks.WRITTEN);
        world.forEach(replay::take);
        return replay.result().incidents();
    }

    private static IncidentHead head(String id, long number) {
        return new IncidentHead(id, number, 1, "Trouble", IncidentState.INVESTIGATING, Severity.MAJOR, List.of());
    }
}
