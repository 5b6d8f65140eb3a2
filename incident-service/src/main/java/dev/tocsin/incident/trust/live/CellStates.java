package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.catalog.Catalog;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What is known of all cells. Views between which nothing of it changed share it, and with it all that was derived
/// from it: so 10,000 cells cost something when one of them changes, and nothing when a clock ticks.
public final class CellStates {

    private final Catalog catalog;
    private final Map<Cell, StatusChanged> statuses;
    private final Map<String, WindowUpdated> windows;
    private final Map<Derivation<?>, Object> derived = new ConcurrentHashMap<>();

    /// A value that follows from the states alone. Equal derivations give the same value.
    @FunctionalInterface
    public interface Derivation<T> {
        T from(CellStates states);
    }

    public CellStates(Catalog catalog, Map<Cell, StatusChanged> statuses, Map<String, WindowUpdated> windows) {
        this.catalog = catalog;
        this.statuses = Map.copyOf(statuses);
        this.windows = Map.copyOf(windows);
    }

    public Catalog catalog() {
        return catalog;
    }

    /// The latest status of each cell that has one.
    public Map<Cell, StatusChanged> statuses() {
        return statuses;
    }

    /// Maintenance windows, by id.
    public Map<String, WindowUpdated> windows() {
        return windows;
    }

    /// The cells with planned work in progress.
    public Set<Cell> inMaintenance() {
        return windows.values().stream()
                .filter(window -> window.state() == WindowState.IN_PROGRESS)
                .flatMap(window -> window.cells().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Two threads that ask at once may both derive it; a derivation may ask for others.
    @SuppressWarnings("unchecked") // each derivation keeps the value that it made itself
    public <T> T derived(Derivation<T> derivation) {
        var known = (T) derived.get(derivation);
        if (known != null) {
            return known;
        }
        var made = derivation.from(this);
        derived.put(derivation, made);
        return made;
    }
}
