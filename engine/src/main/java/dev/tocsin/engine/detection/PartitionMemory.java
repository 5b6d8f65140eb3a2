package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.PartitionState.NEVER;

import dev.tocsin.contract.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All that detection keeps of one partition of the log, decoded in memory; it tracks the changes since it was last
/// saved. Not thread-safe.
public final class PartitionMemory {

    private final Map<Cell, CellPlace> places = new HashMap<>();
    private final List<CellPlace> changed = new ArrayList<>();
    private PartitionState partition;
    private boolean isChanged;

    public PartitionMemory(int partition) {
        this.partition = PartitionState.first(partition);
    }

    /// A cell's place: the cell's state, and the earliest reminder to look at it again.
    static final class CellPlace {

        private CellState state;
        private boolean isChanged;
        long remindedAt = NEVER;

        private CellPlace(CellState state) {
            this.state = state;
        }

        CellState state() {
            return state;
        }
    }

    public PartitionState partition() {
        return partition;
    }

    public Collection<CellState> cells() {
        return places.values().stream().map(CellPlace::state).toList();
    }

    public @Nullable CellState cell(Cell cell) {
        var place = places.get(cell);
        return place == null ? null : place.state;
    }

    /// Restores a cell that was saved.
    public void restore(CellState saved) {
        places.put(saved.cell(), new CellPlace(saved));
    }

    public void restore(PartitionState saved) {
        partition = saved;
    }

    /// Whether an entry was processed since the memory was last saved.
    public boolean isChanged() {
        return isChanged;
    }

    /// Passes on each cell that changed since the last save.
    public void save(Consumer<CellState> save) {
        changed.forEach(place -> {
            place.isChanged = false;
            save.accept(place.state);
        });
        changed.clear();
        isChanged = false;
    }

    Collection<CellPlace> places() {
        return Collections.unmodifiableCollection(places.values());
    }

    @Nullable
    CellPlace place(Cell cell) {
        return places.get(cell);
    }

    CellPlace placeFor(Cell cell) {
        return places.computeIfAbsent(cell, added -> new CellPlace(CellState.unwatched(added)));
    }

    void keep(CellPlace place, CellState next) {
        place.state = next;
        if (!place.isChanged) {
            place.isChanged = true;
            changed.add(place);
        }
    }

    void keep(PartitionState next) {
        isChanged = true;
        partition = next;
    }
}
