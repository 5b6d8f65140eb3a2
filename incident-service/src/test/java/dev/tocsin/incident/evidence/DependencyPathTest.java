package dev.tocsin.incident.evidence;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.evidence.DependencyPath.PathNode;
import dev.tocsin.incident.trust.live.CellStates;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.LiveView.Listening;
import dev.tocsin.incident.trust.live.Views;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependencyPathTest {

    private static final IncidentSnapshot OUTAGE = Harbour.cacheOutage(3, IncidentState.IDENTIFIED, NOON);

    @Test
    void eachCellStandsRightOfAllThatItNeeds() {
        var path = DependencyPath.of(OUTAGE, Views.atNoon());

        assertThat(path.nodes())
                .extracting(node -> node.cell().toString())
                .containsExactly("cache@na", "api@na", "login@na");
        assertThat(path.nodes()).extracting(PathNode::x).isSorted().doesNotHaveDuplicates();
        assertThat(path.nodes()).extracting(PathNode::isRoot).containsExactly(true, false, false);
        assertThat(path.nodes()).extracting(PathNode::status).containsOnly(Status.DOWN);
        assertThat(path.nodes().getFirst().neededBy())
                .containsExactlyInAnyOrder("API (North America)", "Log in (North America)");
        assertThat(path.more()).isZero();
    }

    /// Log in needs the cache itself, and by way of the API.
    @Test
    void aLineThatAWayAlreadyShowsIsLeftOut() {
        assertThat(DependencyPath.of(OUTAGE, Views.atNoon()).lines()).hasSize(2);
    }

    @Test
    void aCellBetweenIsShownThoughItIsNotAffected() {
        var path = DependencyPath.of(
                with(List.of(impact("cache@na"), impact("shop@na"))), withComponents(needing("shop", "api")));

        assertThat(statuses(path))
                .containsEntry("api@na", Status.UNKNOWN)
                .containsEntry("shop@na", Status.DOWN)
                .hasSize(3);
    }

    @Test
    void cellsForWhichThereIsNoRoomAreCounted() {
        var many = IntStream.range(0, 100).mapToObj("shop-%02d"::formatted).toList();
        var shops = many.stream().map(id -> needing(id, "cache")).toArray(CatalogEvent[]::new);
        var affected = many.stream().map(id -> impact(id + "@na")).toList();

        var path = DependencyPath.of(with(affected), withComponents(shops));

        assertThat(path.nodes()).hasSizeLessThanOrEqualTo(24);
        assertThat(path.nodes().size() - 1 + path.more()).isEqualTo(100);
        assertThat(path.height()).isLessThan(800);
    }

    @Test
    void withoutARootThereIsNoPath() {
        var rootless = new IncidentSnapshot(
                OUTAGE.incident(),
                OUTAGE.time(),
                OUTAGE.startedAt(),
                null,
                null,
                OUTAGE.outages().stream()
                        .map(it -> new OutageSummary(it.outage(), it.region(), it.onset(), null, null, 3, 3))
                        .toList(),
                List.of(),
                OUTAGE.reach(),
                List.of(),
                List.of(),
                OUTAGE.cells(),
                3,
                List.of(),
                OUTAGE.links(),
                null,
                null,
                null);

        var path = DependencyPath.of(rootless, Views.atNoon());

        assertThat(path.isEmpty()).isTrue();
        assertThat(path.more()).isEqualTo(3);
    }

    private static Map<String, Status> statuses(DependencyPath path) {
        return path.nodes().stream()
                .collect(Collectors.toMap(node -> node.cell().toString(), PathNode::status));
    }

    private static CatalogEvent needing(String component, String needed) {
        return Harbour.component(1, NOON, component, component, "Product", true, Weight.NORMAL, 9, List.of(needed));
    }

    private static LiveView withComponents(CatalogEvent... more) {
        var entries = Stream.concat(Harbour.catalog(1, NOON).stream(), Stream.of(more))
                .map(CatalogEvent.class::cast)
                .toList();
        return new LiveView(
                1,
                Listening.NOT_YET,
                new CellStates(Catalog.of(entries), Map.of(), Map.of()),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static CellImpact impact(String cell) {
        return new CellImpact(Cell.of(cell), Verdict.DOWN, NOON, true, Weight.NORMAL, null);
    }

    private static IncidentSnapshot with(List<CellImpact> cells) {
        return new IncidentSnapshot(
                OUTAGE.incident(),
                OUTAGE.time(),
                OUTAGE.startedAt(),
                null,
                null,
                OUTAGE.outages(),
                OUTAGE.suspects(),
                OUTAGE.reach(),
                List.of(),
                List.of(),
                cells,
                cells.size(),
                List.of(),
                OUTAGE.links(),
                null,
                null,
                null);
    }
}
