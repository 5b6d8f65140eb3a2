package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Catalogs in a few words; every cell has one check each 10 s unless it is said to be unwatched.
public final class CatalogBuilder {

    static final Instant DEFINED = Instant.parse("2006-04-01T00:00:00Z");

    private final List<CatalogEvent> entries = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();
    private int position;

    public static CatalogBuilder emptyCatalog() {
        return new CatalogBuilder();
    }

    /// The sample product: three regions; log in needs the API, search and the cache need the database.
    public static CatalogBuilder harbour() {
        return emptyCatalog()
                .region("na", "North America", 20_000)
                .region("eu", "Europe", 12_000)
                .region("apac", "Asia and Pacific", 8_000)
                .component("login", "Log in", Weight.HIGH, true, "api", "cache")
                .component("api", "API", Weight.HIGH, true, "cache", "database")
                .component("search", "Search", Weight.NORMAL, true, "cache", "database")
                .component("cache", "Cache", Weight.NORMAL, false)
                .component("database", "Database", Weight.NORMAL, false);
    }

    /// Two chains and enough other cells that two bad ones are not widespread.
    public static CatalogBuilder twoChains() {
        return emptyCatalog()
                .region("na", "North America", 20_000)
                .region("eu", "Europe", 80_000)
                .component("web", "store")
                .component("store")
                .component("mail", "queue")
                .component("queue")
                .component("billing", "ledger")
                .component("ledger")
                .component("alone");
    }

    public CatalogBuilder region(String id, String name, long customers) {
        regions.add(id);
        entries.add(new RegionDefined(1, DEFINED, id, name, 0, 0, customers));
        return this;
    }

    public CatalogBuilder component(String id, String name, Weight weight, boolean isPublic, String... needs) {
        unwatched(id, name, weight, isPublic, needs);
        regions.forEach(region -> entries.add(check(new Cell(id, region), 10_000)));
        return this;
    }

    public CatalogBuilder component(String id, String... needs) {
        return component(id, id, Weight.NORMAL, true, needs);
    }

    CatalogBuilder unwatched(String id, String... needs) {
        return unwatched(id, id, Weight.NORMAL, true, needs);
    }

    private CatalogBuilder unwatched(String id, String name, Weight weight, boolean isPublic, String... needs) {
        var inRegion = new ArrayList<String>();
        var cells = new ArrayList<Cell>();
        for (var needed : needs) {
            if (needed.contains("@")) {
                cells.add(Cell.of(needed));
            } else {
                inRegion.add(needed);
            }
        }
        entries.add(new ComponentDefined(
                1,
                DEFINED,
                id,
                name,
                null,
                null,
                weight,
                isPublic,
                position++,
                List.copyOf(regions),
                inRegion,
                cells,
                null));
        return this;
    }

    /// A further check, asked as often as this.
    CatalogBuilder check(String cell, long everyMillis) {
        entries.add(check(Cell.of(cell), everyMillis));
        return this;
    }

    CatalogBuilder with(CatalogEvent entry) {
        entries.add(entry);
        return this;
    }

    List<CatalogEvent> entries() {
        return List.copyOf(entries);
    }

    public Catalog catalog() {
        return Catalog.of(entries).with(published());
    }

    CatalogVersionPublished published() {
        return new CatalogVersionPublished(1, DEFINED, "0".repeat(64), entries.size());
    }

    private static CheckDefined check(Cell cell, long everyMillis) {
        return new CheckDefined(
                1,
                DEFINED,
                "%s-every-%d".formatted(cell.component(), everyMillis),
                cell,
                FailingMeans.DOWN,
                new CheckTiming(everyMillis, everyMillis, everyMillis, 3, 25_000),
                List.of("us-east", "eu-west", "ap-south"),
                "0123456789ab",
                new Question.Tcp("127.0.0.1", 80));
    }
}
