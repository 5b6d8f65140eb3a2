package dev.tocsin.incident.trust.pageparts;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveState;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentSummary;
import dev.tocsin.incident.trust.pageparts.Grid.GridRow;
import dev.tocsin.incident.trust.pageparts.Grid.Rest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridTest {

    private static final int MANY = Grid.MOST_ROWS + 250;

    @Test
    void aProductOfUsualSizeIsShownWhole() {
        var grid = Grid.of(Views.atNoon(), Audience.OPERATORS, NOON);

        assertThat(components(grid)).containsExactly("login", "api", "cache");
        assertThat(grid.rest()).isEqualTo(new Rest(0, 0));
    }

    @Test
    void ofVeryManyComponentsTheWorstAreShownInTheirOrder() {
        var state = many();
        state.received(Harbour.status(part(400), 2, Verdict.DOWN, NOON), NOON);
        state.received(Harbour.status(part(300), 2, Verdict.DEGRADED, NOON), NOON);

        var grid = Grid.of(state.view(), Audience.PUBLIC, NOON);

        assertThat(components(grid))
                .hasSize(Grid.MOST_ROWS)
                .startsWith("part-0", "part-1")
                .endsWith("part-197", "part-300", "part-400");
        assertThat(grid.rest()).isEqualTo(new Rest(250, 0));
    }

    @Test
    void troubleThatIsNotShownIsCounted() {
        var state = many();
        IntStream.range(0, MANY - 10)
                .forEach(number -> state.received(Harbour.status(part(number), 2, Verdict.DOWN, NOON), NOON));

        var grid = Grid.of(state.view(), Audience.PUBLIC, NOON);

        assertThat(grid.tiles()).hasSize(2 * Grid.MOST_ROWS);
        assertThat(grid.rest()).isEqualTo(new Rest(250, 240));
    }

    @Test
    void aComponentInOneLineSaysWhereItIsWorst() {
        var state = Views.state(
                Harbour.status(Cell.of("login@na"), 1, Verdict.DOWN, NOON),
                Harbour.status(Cell.of("login@eu"), 1, Verdict.DEGRADED, NOON),
                Harbour.status(Cell.of("api@na"), 1, Verdict.UP, NOON),
                Harbour.status(Cell.of("api@eu"), 1, Verdict.UP, NOON));

        var lines = Grid.of(state.view(), Audience.PUBLIC, NOON).groups().getFirst().rows().stream()
                .map(GridRow::summary)
                .toList();

        assertThat(lines)
                .containsExactly(
                        new ComponentSummary(
                                "Log in",
                                true,
                                Status.DOWN,
                                "in North America, degraded in 1 more",
                                List.of(Status.DOWN, Status.DEGRADED),
                                null),
                        new ComponentSummary(
                                "API", true, Status.UP, "in all 2 regions", List.of(Status.UP, Status.UP), null));
    }

    private static List<String> components(Grid grid) {
        return grid.groups().stream()
                .flatMap(group -> group.rows().stream())
                .map(GridRow::component)
                .toList();
    }

    private static LiveState many() {
        var state = new LiveState();
        for (var number = 0; number < MANY; number++) {
            var id = part(number).component();
            state.received(Harbour.component(1, NOON, id, id, "Parts", true, Weight.NORMAL, number, List.of()), NOON);
            state.received(Harbour.check(1, NOON, part(number)), NOON);
        }
        state.received(new CatalogVersionPublished(1, NOON, "0".repeat(64), 2 * MANY), NOON);
        state.caughtUp(NOON);
        state.received(new ClockAdvanced(0, NOON), NOON);
        IntStream.range(0, MANY)
                .forEach(number -> state.received(Harbour.status(part(number), 1, Verdict.UP, NOON), NOON));
        return state;
    }

    private static Cell part(int number) {
        return new Cell("part-" + number, "na");
    }
}
