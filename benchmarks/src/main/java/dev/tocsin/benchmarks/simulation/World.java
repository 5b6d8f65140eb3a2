package dev.tocsin.benchmarks.simulation;

import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Instant;
import java.util.List;

/// A world from its beginning to its end, before it is played.
///
/// @param yaml the catalog as a file
/// @param edits other versions of the catalog that hold from some time on, in order
/// @param noise the share of requests that fail though nothing is wrong, each independently
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

    /// The catalog that holds from this time on.
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
