package dev.tocsin.incident.dashboard;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pageparts.Grid.Column;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentGroup;
import dev.tocsin.incident.trust.pageparts.Grid.GridRow;
import dev.tocsin.incident.trust.pageparts.GridMask;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GridFilterTest {

    private static final Grid HARBOUR = Grid.of(
            Views.atNoon(
                    Harbour.status(Harbour.CACHE_NA, 1, Verdict.DOWN, NOON),
                    Harbour.status(Harbour.API_NA, 1, Verdict.UP, NOON)),
            Audience.OPERATORS,
            NOON);

    private static final Grid MANY = Grid.of(ManyCells.view(30, 6), Audience.OPERATORS, NOON);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @Test
    void withoutAFilterAllIsShownTheWorstFirst() {
        var grid = GridFilter.ALL.of(HARBOUR, Set.of());

        assertThat(grid.mask()).isEqualTo(GridMask.NOTHING);
        assertThat(components(grid)).containsExactly("cache", "login", "api");
    }

    @Test
    void namesAndIdsAreSearchedInAnyCase() {
        assertThat(shown(filter("log", null, null, null, null))).containsExactly("login");
        assertThat(shown(filter("log in", null, null, null, null))).containsExactly("login");
        assertThat(shown(filter("mars", null, null, null, null))).isEmpty();
    }

    @Test
    void aComponentIsShownInAllRegionsWhenOneOfItsCellsMatches() {
        var grid = filter("", null, null, null, Status.DOWN).of(HARBOUR, Set.of());

        assertThat(shown(grid)).containsExactly("cache");
        assertThat(grid.mask().regions()).isEmpty();
    }

    @Test
    void aChosenRegionIsTheOnlyColumn() {
        var grid = filter("", "eu", null, null, null).of(HARBOUR, Set.of());

        assertThat(grid.columns())
                .filteredOn(column -> !grid.mask().hidesColumn(column))
                .extracting(Column::region)
                .containsExactly("eu");
        assertThat(shown(filter("", "eu", null, null, Status.DOWN))).isEmpty();
    }

    @Test
    void aGroupWithoutAMatchIsHidden() {
        var grid = filter("", null, null, "Platform", null).of(HARBOUR, Set.of());

        assertThat(grid.groups())
                .filteredOn(group -> !grid.mask().hidesGroup(group))
                .extracting(ComponentGroup::name)
                .containsExactly("Platform");
        assertThat(shown(filter("", null, "api", null, null))).containsExactly("api");
    }

    @Test
    void mineAreTheCellsOfIncidentsThatTheReaderHasAcknowledged() {
        var mine = new GridFilter("", null, null, null, null, GridSort.NAME, true);

        assertThat(shown(mine.of(HARBOUR, Set.of(Harbour.API_NA, Cell.of("gone@na")))))
                .containsExactly("api");
        assertThat(shown(mine.of(HARBOUR, Set.of()))).isEmpty();
    }

    @Test
    void anOrderByNameOrdersGroupsAndTheirComponents() {
        var grid = new GridFilter("", null, null, null, null, GridSort.NAME, false).of(HARBOUR, Set.of());

        assertThat(grid.groups()).extracting(ComponentGroup::name).containsExactly("Platform", "Product");
        assertThat(components(grid)).containsExactly("cache", "api", "login");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRowIsShownIfAndOnlyIfOneCellMatchesAllThatWasChosen(long seed) {
        var random = new Random(seed);
        var own = MANY.tiles()
                .map(Grid.Tile::cell)
                .filter(_ -> random.nextInt(5) == 0)
                .collect(Collectors.toSet());
        var filter = random(random);

        var grid = filter.of(MANY, own);

        var expected = MANY.groups().stream()
                .flatMap(group -> group.rows().stream()
                        .flatMap(row -> row.tiles().stream()
                                .filter(Objects::nonNull)
                                .filter(tile ->
                                        row.name().toLowerCase(Locale.ROOT).contains(filter.search()))
                                .filter(_ -> is(filter.group(), group.name()))
                                .filter(_ -> is(filter.component(), row.component()))
                                .filter(tile -> is(filter.region(), tile.cell().region()))
                                .filter(tile -> is(filter.status(), tile.status()))
                                .filter(tile -> !filter.mine() || own.contains(tile.cell())))
                        .map(tile -> tile.cell().component()))
                .distinct()
                .toList();
        assertThat(shown(grid)).as(filter.toString()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(components(grid)).containsExactlyInAnyOrderElementsOf(components(MANY));
        assertThat(filter.of(grid, own)).isEqualTo(grid);
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static boolean is(@Nullable Object wanted, Object actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static GridFilter random(Random random) {
        return new GridFilter(
                random.nextInt(3) == 0 ? "service " + random.nextInt(30) : "",
                random.nextInt(3) == 0 ? "region-" + random.nextInt(6) : null,
                random.nextInt(5) == 0 ? "component-" + random.nextInt(30) : null,
                random.nextInt(4) == 0 ? "Team %d of the platform".formatted(random.nextInt(5)) : null,
                random.nextInt(2) == 0 ? one(List.of(Status.values()), random) : null,
                one(List.of(GridSort.values()), random),
                random.nextInt(3) == 0);
    }

    private static GridFilter filter(
            String search,
            @Nullable String region,
            @Nullable String component,
            @Nullable String group,
            @Nullable Status status) {
        return new GridFilter(search, region, component, group, status, GridSort.WORST, false);
    }

    private static List<String> shown(GridFilter filter) {
        return shown(filter.of(HARBOUR, Set.of()));
    }

    private static List<String> shown(Grid grid) {
        return grid.rows()
                .filter(row -> !grid.mask().hidesRow(row))
                .map(GridRow::component)
                .toList();
    }

    private static List<String> components(Grid grid) {
        return grid.rows().map(GridRow::component).toList();
    }
}
