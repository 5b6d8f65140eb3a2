package dev.tocsin.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.health.CellChecksDefined;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogUpdateTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));
    private static final Cell LOGIN = Cell.of("login@na");
    private static final Cell CACHE = Cell.of("cache@na");
    private static final Catalog FIRST = Catalog.of(
            List.of(region("North America"), check("login-page", LOGIN, "a"), check("cache-port", CACHE, "b")));

    @Test
    void theFirstVersionDefinesAll() {
        var update = CatalogUpdate.between(Catalog.EMPTY, FIRST, "d1", NOON);

        assertThat(update.published()).isEqualTo(new CatalogVersionPublished(1, NOON, "d1", 3));
        assertThat(update.defined())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.version()).isEqualTo(1));
        assertThat(update.cells()).extracting(CellChecksDefined::cell).containsExactly(CACHE, LOGIN);
        assertThat(update.gone()).isEmpty();
    }

    @Test
    void theNextVersionDefinesWhatChangedAndBuriesWhatWent() {
        var running = published(CatalogUpdate.between(Catalog.EMPTY, FIRST, "d1", NOON));
        var wanted = Catalog.of(List.of(region("North America"), check("login-page", LOGIN, "changed")));

        var update = CatalogUpdate.between(running, wanted, "d2", LATER);

        assertThat(update.published()).isEqualTo(new CatalogVersionPublished(2, LATER, "d2", 2));
        assertThat(update.defined()).extracting(CatalogEvent::key).containsExactly("check/login-page@na");
        assertThat(update.gone()).containsExactly("check/cache-port@na");
        assertThat(update.cells())
                .containsExactly(
                        new CellChecksDefined(CACHE, 2, LATER, List.of()),
                        new CellChecksDefined(
                                LOGIN, 2, LATER, wanted.assignedChecks().getOrDefault(LOGIN, List.of())));
    }

    @Test
    void whatDetectionNeedNotKnowChangesNoChecks() {
        var running = published(CatalogUpdate.between(Catalog.EMPTY, FIRST, "d1", NOON));
        var wanted = FIRST.with(region("Northern America"));

        var update = CatalogUpdate.between(running, wanted, "d2", LATER);

        assertThat(update.defined()).extracting(CatalogEvent::key).containsExactly("region/na");
        assertThat(update.cells()).isEmpty();
    }

    private static Catalog published(CatalogUpdate update) {
        return Catalog.of(update.defined()).with(update.published());
    }

    private static RegionDefined region(String name) {
        return new RegionDefined(0, Instant.EPOCH, "na", name, 39.8, -98.6, 20_000);
    }

    private static CheckDefined check(String id, Cell cell, String definition) {
        return new CheckDefined(
                0,
                Instant.EPOCH,
                id,
                cell,
                FailingMeans.DOWN,
                new CheckTiming(30_000, 5_000, 5_000, 3, 75_000),
                List.of("us-east"),
                definition,
                new Question.Tcp("host", 80));
    }
}
