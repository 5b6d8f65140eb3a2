package dev.tocsin.incident.dashboard;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.pageparts.CellMark;
import dev.tocsin.incident.trust.pageparts.Grid.GridRow;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class OverviewGridTest {

    @Test
    void aUsualProductHasTiles() {
        var view = Views.atNoon();

        var cells = OverviewGrid.of(view, Overview.NONE, NOON);

        assertThat(cells.isDense()).isFalse();
        assertThat(cells.parts().values()).noneMatch(CellMark.class::isInstance);
    }

    @Test
    void fiveThousandCellsAreAllThereAsMarksTheWorstFirst() {
        var cells = many(125, 40);

        assertThat(cells.isDense()).isTrue();
        assertThat(cells.isNamed()).isTrue();
        assertThat(cells.parts().values().stream().filter(CellMark.class::isInstance))
                .hasSize(5_000);
        assertThat(cells.grid().rest().components()).isZero();
        assertThat(cells.grid().groups())
                .allSatisfy(group -> assertThat(group.rows())
                        .isSortedAccordingTo(
                                Comparator.comparingInt(row -> row.worst().rank())));
    }

    @Test
    void ofVeryManyComponentsThoseInTroubleAreNamed() {
        var cells = many(1_250, 4);

        assertThat(cells.isDense()).isTrue();
        assertThat(cells.isNamed()).isFalse();
        assertThat(cells.grid().rows().map(GridRow::component))
                .doesNotHaveDuplicates()
                .hasSize(1_250);
    }

    private static OverviewGrid many(int components, int regions) {
        var view = ManyCells.view(components, regions);
        return OverviewGrid.of(view, Overview.NONE, NOON);
    }
}
