package dev.tocsin.engine.catalog;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.contract.health.CellChecksDefined;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The step from the running catalog to the next version.
///
/// @param cells the cells whose checks change; their list of checks is empty when the watch ends
/// @param defined entries that are new or changed
/// @param gone keys of the removed entries
public record CatalogUpdate(
        List<CellChecksDefined> cells,
        List<CatalogEvent> defined,
        List<String> gone,
        CatalogVersionPublished published) {

    /// @param wanted entries of any version
    /// @param digest the digest of the file from which they come
    public static CatalogUpdate between(Catalog running, Catalog wanted, String digest, Instant now) {
        var version = running.version() + 1;
        var defined = wanted.entries().values().stream()
                .filter(entry -> !isSame(entry, running.entries().get(entry.key())))
                .map(entry -> stamped(entry, version, now))
                .toList();
        var gone = running.entries().values().stream()
                .filter(entry -> !(entry instanceof CatalogVersionPublished))
                .map(CatalogEvent::key)
                .filter(key -> !wanted.entries().containsKey(key))
                .toList();
        return new CatalogUpdate(
                cells(running, wanted, version, now),
                defined,
                gone,
                new CatalogVersionPublished(
                        version, now, digest, wanted.entries().size()));
    }

    /// The checks of every watched cell, for readers that may have missed them.
    public static List<CellChecksDefined> allCells(Catalog catalog, Instant now) {
        return cells(Catalog.EMPTY, catalog, catalog.version(), now);
    }

    private static List<CellChecksDefined> cells(Catalog running, Catalog wanted, long version, Instant now) {
        var before = running.assignedChecks();
        var after = wanted.assignedChecks();
        var cells = new TreeSet<Cell>(before.keySet());
        cells.addAll(after.keySet());
        return cells.stream()
                .filter(cell -> !Objects.equals(before.get(cell), after.get(cell)))
                .map(cell -> new CellChecksDefined(cell, version, now, after.getOrDefault(cell, List.of())))
                .toList();
    }

    private static boolean isSame(CatalogEvent wanted, @Nullable CatalogEvent running) {
        return running != null
                && stamped(wanted, running.version(), running.time()).equals(running);
    }

    private static CatalogEvent stamped(CatalogEvent entry, long version, Instant now) {
        return switch (entry) {
            case PageDefined page ->
                new PageDefined(
                        version,
                        now,
                        page.name(),
                        page.url(),
                        page.timeZone(),
                        page.operators(),
                        page.accent(),
                        page.links(),
                        page.operatorChannels());
            case CorrelationSettingsDefined settings ->
                new CorrelationSettingsDefined(
                        version,
                        now,
                        settings.openHoldMillis(),
                        settings.endHoldMillis(),
                        settings.reopenedEndHoldMillis(),
                        settings.reopenWithinMillis(),
                        settings.joinWindowMillis());
            case RegionDefined region ->
                new RegionDefined(
                        version,
                        now,
                        region.id(),
                        region.name(),
                        region.latitude(),
                        region.longitude(),
                        region.customers());
            case VantagePointDefined point ->
                new VantagePointDefined(
                        version, now, point.id(), point.name(), point.latitude(), point.longitude(), point.controls());
            case ComponentDefined component ->
                new ComponentDefined(
                        version,
                        now,
                        component.id(),
                        component.name(),
                        component.group(),
                        component.about(),
                        component.weight(),
                        component.isPublic(),
                        component.position(),
                        component.regions(),
                        component.needs(),
                        component.needsCells(),
                        component.objective());
            case CheckDefined check ->
                new CheckDefined(
                        version,
                        now,
                        check.check(),
                        check.cell(),
                        check.failingMeans(),
                        check.timing(),
                        check.from(),
                        check.definition(),
                        check.question());
            case MaintenancePlanned plan ->
                new MaintenancePlanned(
                        version,
                        now,
                        plan.id(),
                        plan.title(),
                        plan.cells(),
                        plan.starts(),
                        plan.lastsMillis(),
                        plan.repeats(),
                        plan.zone());
            case CatalogVersionPublished published ->
                new CatalogVersionPublished(version, now, published.digest(), published.entries());
        };
    }
}
