package dev.tocsin.benchmarks.simulation;

import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Instant;
import java.util.List;

/// A world from its first moment to its last, before anybody looks at it.
///
/// @param yaml the catalog as a file
/// @param edits other versions of the catalog that hold from some time on, in order
/// @param noise the share of asks that fail though nothing is wrong, each for itself
public record World(
        long seed,
        String yaml,
        Catalog catalog,
        List<Edit> edits,
        Instant from,
        Instant until,
        double noise,
        List<CellTrouble> troubles,
        List<WatcherTrouble> watchers,
        List<ChangeEvent> changes,
        List<WindowUpdated> windows,
        Truth truth) {

    /// From then on the catalog is this.
    public record Edit(Instant at, Catalog catalog) {}

    public World {
        edits = List.copyOf(edits);
        troubles = List.copyOf(troubles);
        watchers = List.copyOf(watchers);
        changes = List.copyOf(changes);
        windows = List.copyOf(windows);
    }

    public Catalog lastCatalog() {
        return edits.isEmpty() ? catalog : edits.getLast().catalog();
    }
}
