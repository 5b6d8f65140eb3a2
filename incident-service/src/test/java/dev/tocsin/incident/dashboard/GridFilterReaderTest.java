package dev.tocsin.incident.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.dashboard.GridFilterReader.FilterQuery;
import dev.tocsin.incident.dashboard.GridFilterReader.ReadFilter;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridFilterReaderTest {

    private static final Catalog HARBOUR = Views.atNoon().catalog();

    @Test
    void nothingAndEmptyTextsAreNoFilter() {
        assertThat(GridFilterReader.read(new FilterQuery(null, null, null, null, null, null, null), HARBOUR))
                .isEqualTo(new ReadFilter(GridFilter.ALL, List.of()));
        assertThat(GridFilterReader.read(new FilterQuery("", "", "", "", "", "", ""), HARBOUR))
                .isEqualTo(new ReadFilter(GridFilter.ALL, List.of()));
    }

    @Test
    void aWholeFilterIsRead() {
        var read = GridFilterReader.read(
                new FilterQuery(" Log ", "na", "login", "Product", "not-watched", "name", "yes"), HARBOUR);

        assertThat(read.errors()).isEmpty();
        assertThat(read.filter())
                .isEqualTo(new GridFilter("log", "na", "login", "Product", Status.UNWATCHED, GridSort.NAME, true));
    }

    @Test
    void eachUnknownValueIsNamedWithWhatWouldBeRight() {
        var read = GridFilterReader.read(
                new FilterQuery("x".repeat(101), "mars", "warp", "Crew", "purple", "shoe-size", "perhaps"), HARBOUR);

        assertThat(read.filter()).isEqualTo(GridFilter.ALL);
        assertThat(read.errors())
                .containsExactly(
                        new FieldError("q", "must have at most 100 characters"),
                        new FieldError("region", "must be one of eu, na; it is mars"),
                        new FieldError("component", "must be the id of a component of the catalog; it is warp"),
                        new FieldError("group", "must be one of Platform, Product; it is Crew"),
                        new FieldError(
                                "status",
                                "must be one of up, degraded, down, unknown, maintenance, not-watched; it is purple"),
                        new FieldError("sort", "must be one of worst, name; it is shoe-size"),
                        new FieldError("mine", "must be one of yes; it is perhaps"));
    }

    @Test
    void beforeTheCatalogIsReadNoneOfItsEntriesIsUnknown() {
        var read =
                GridFilterReader.read(new FilterQuery(null, "mars", "warp", "Crew", null, null, null), Catalog.EMPTY);

        assertThat(read.errors()).isEmpty();
        assertThat(read.filter().region()).isEqualTo("mars");
    }
}
