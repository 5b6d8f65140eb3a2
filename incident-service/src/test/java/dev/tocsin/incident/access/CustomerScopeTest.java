package dev.tocsin.incident.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.trust.live.Harbour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerScopeTest {

    private static final Catalog CATALOG = Catalog.of(Harbour.catalog(1, Harbour.NOON).stream()
            .map(CatalogEvent.class::cast)
            .toList());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            login            | login@na | true
            login            | api@na   | false
            @na              | api@na   | true
            @na              | api@eu   | false
            login@na         | login@na | true
            login@na         | login@eu | false
            api@eu,login@na  | login@na | true
            """)
    void aNameStandsForAComponentARegionOrACell(String entered, String cell, boolean shown) {
        assertThat(CustomerScope.entered(entered).shows(Cell.of(cell))).isEqualTo(shown);
    }

    @Test
    void nothingIsShownToWhomNothingIsNamed() {
        assertThat(CATALOG.cells()).noneMatch(CustomerScope.NOTHING::shows);
    }

    @Test
    void scopesOfTheSameNamesAreEqual() {
        assertThat(CustomerScope.entered("login, @na")).isEqualTo(CustomerScope.entered("@na login\nlogin"));
    }

    @Test
    void namesThatStandForNoCellAreUnknown() {
        assertThat(CustomerScope.entered("login, logon @na, @apac; api@eu api@mars")
                        .unknown(CATALOG))
                .containsExactly("@apac", "api@mars", "logon");
    }
}
