package dev.tocsin.incident.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.trust.live.Harbour;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnteredCellsTest {

    private static final Catalog HARBOUR = Catalog.of(Harbour.catalog(1, Harbour.NOON).stream()
            .filter(CatalogEvent.class::isInstance)
            .map(CatalogEvent.class::cast)
            .toList());

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "login@na, login@na",
        "login, login@na login@eu",
        "@eu, api@eu cache@eu login@eu",
        "'login, login@na\n api@eu', login@na login@eu api@eu",
        "ghost, ghost",
        "@mars, @mars",
        "' ', ''"
    })
    void aNameStandsForItsCells(String entered, String cells) {
        assertThat(EnteredCells.of(entered, HARBOUR))
                .isEqualTo(cells.isEmpty() ? List.of() : List.of(cells.split(" ")));
    }
}
