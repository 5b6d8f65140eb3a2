package dev.tocsin.engine.catalog;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalog as one value: its entries by their key on `tocsin.catalog`, such as `component/login`.
public record Catalog(SortedMap<String, CatalogEvent> entries) {

    private static final char AFTER_SLASH = '/' + 1;

    public static final Catalog EMPTY = new Catalog(Collections.emptySortedMap());

    public Catalog {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public static Catalog of(Collection<? extends CatalogEvent> events) {
        var entries = new TreeMap<String, CatalogEvent>();
        events.forEach(event -> entries.put(event.key(), event));
        return new Catalog(entries);
    }

    public Catalog with(CatalogEvent entry) {
        var next = new TreeMap<>(entries);
        next.put(entry.key(), entry);
        return new Catalog(next);
    }

    public Catalog without(String key) {
        var next = new TreeMap<>(entries);
        next.remove(key);
        return new Catalog(next);
    }

    /// The version published last; empty before the first.
    public Optional<CatalogVersionPublished> published() {
        return all("catalog", CatalogVersionPublished.class).findFirst();
    }

    /// The number of the version; 0 before the first was published.
    public long version() {
        return published().map(CatalogVersionPublished::version).orElse(0L);
    }

    /// The digest of the file from which it was made; empty before the first version was published.
    public String digest() {
        return published().map(CatalogVersionPublished::digest).orElse("");
    }

    public Optional<PageDefined> page() {
        return all("page", PageDefined.class).findFirst();
    }

    public Optional<CorrelationSettingsDefined> correlationSettings() {
        return all("settings", CorrelationSettingsDefined.class).findFirst();
    }

    public List<RegionDefined> regions() {
        return all("region", RegionDefined.class).toList();
    }

    public List<ComponentDefined> components() {
        return all("component", ComponentDefined.class).toList();
    }

    public List<VantagePointDefined> vantagePoints() {
        return all("vantage-point", VantagePointDefined.class).toList();
    }

    public List<CheckDefined> checks() {
        return all("check", CheckDefined.class).toList();
    }

    public List<MaintenancePlanned> plans() {
        return all("maintenance", MaintenancePlanned.class).toList();
    }

    public Optional<RegionDefined> region(String id) {
        return one("region", id, RegionDefined.class);
    }

    public Optional<ComponentDefined> component(String id) {
        return one("component", id, ComponentDefined.class);
    }

    public Optional<VantagePointDefined> vantagePoint(String id) {
        return one("vantage-point", id, VantagePointDefined.class);
    }

    /// All cells, in the order of components and then of their regions.
    public List<Cell> cells() {
        return components().stream()
                .flatMap(component -> component.regions().stream().map(region -> new Cell(component.id(), region)))
                .toList();
    }

    public boolean has(Cell cell) {
        return component(cell.component())
                .filter(component -> component.regions().contains(cell.region()))
                .isPresent();
    }

    /// The cells that this cell needs directly: components of its own region if they exist there, and the stated
    /// cells.
    public List<Cell> needs(Cell cell) {
        return component(cell.component()).stream()
                .flatMap(component -> Stream.concat(
                        component.needs().stream().map(needed -> new Cell(needed, cell.region())),
                        component.needsCells().stream()))
                .filter(this::has)
                .distinct()
                .toList();
    }

    public List<CheckDefined> checksOf(Cell cell) {
        return all("check", CheckDefined.class)
                .filter(check -> check.cell().equals(cell))
                .toList();
    }

    /// The checks of each cell that has any, as detection has to know them, by id.
    public SortedMap<Cell, List<AssignedCheck>> assignedChecks() {
        return all("check", CheckDefined.class)
                .collect(Collectors.groupingBy(
                        CheckDefined::cell,
                        TreeMap::new,
                        Collectors.mapping(
                                check -> new AssignedCheck(
                                        check.check(),
                                        check.definition(),
                                        check.failingMeans(),
                                        check.timing(),
                                        check.from(),
                                        check.question() instanceof Question.Heartbeat heartbeat
                                                ? heartbeat.timing()
                                                : null),
                                Collectors.toUnmodifiableList())));
    }

    /// Looks only at the entries of that kind, because a catalog may have tens of thousands of others.
    private <T extends CatalogEvent> Stream<T> all(String kind, Class<T> type) {
        return entries.subMap(kind + "/", kind + AFTER_SLASH).values().stream()
                .filter(type::isInstance)
                .map(type::cast);
    }

    private <T extends CatalogEvent> Optional<T> one(String kind, String id, Class<T> type) {
        return Optional.ofNullable(entries.get(kind + "/" + id))
                .filter(type::isInstance)
                .map(type::cast);
    }
}
