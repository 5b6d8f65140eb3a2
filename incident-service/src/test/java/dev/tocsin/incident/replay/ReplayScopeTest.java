package dev.tocsin.incident.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.trust.live.Harbour;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayScopeTest {

    private static final Catalog CATALOG = Catalog.of(Harbour.catalog(1, Instant.EPOCH).stream()
            .map(CatalogEvent.class::cast)
            .toList());

    @Test
    void aCellBringsWhatItNeedsAndWhatNeedsThat() {
        var scope = ReplayScope.around(List.of(Cell.of("login@na")), CATALOG);

        assertThat(scope.keys()).contains("login@na", "api@na", "cache@na").noneMatch(key -> key.endsWith("@eu"));
        assertThat(scope.isAll()).isFalse();
        assertThat(scope.has("cache@na")).isTrue();
        assertThat(scope.has("cache@eu")).isFalse();
    }

    @Test
    void withoutCellsEverythingIsReplayed() {
        assertThat(ReplayScope.ALL.has("anything@anywhere")).isTrue();
    }
}
