package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.PartitionState.NEVER;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.Mark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One cell as detection knows it, from its partition's log alone. Times are in milliseconds.
///
/// @param number the number of its last status change, 0 before the first; continues after a watch has ended
/// @param verdict null before the first, and while no check watches it
/// @param onset the onset of the verdict; 0 without one
/// @param marks the marks beside the verdict, in the order of the enum
/// @param flapping its latest changes between UP and bad
/// @param checks by id; none when the watch has ended
public record CellState(
        Cell cell,
        long number,
        @Nullable Verdict verdict,
        long onset,
        List<Mark> marks,
        Flapping flapping,
        List<CheckState> checks) {

    public CellState {
        marks = List.copyOf(marks);
        checks = List.copyOf(checks);
    }

    public static CellState unwatched(Cell cell) {
        return unwatched(cell, 0);
    }

    static CellState unwatched(Cell cell, long number) {
        return new CellState(cell, number, null, 0, List.of(), Flapping.NONE, List.of());
    }

    public boolean isWatched() {
        return !checks.isEmpty();
    }

    /// The earliest time at which the mere passing of time may change something; never, when nothing will.
    long due(PartitionState partition) {
        var due = marks.contains(Mark.UNSTABLE) ? flapping.calmAt() : NEVER;
        for (var check : checks) {
            due = Math.min(due, check.due(partition));
        }
        return due;
    }

    @Nullable
    CheckState check(String id) {
        for (var check : checks) {
            if (check.definition().check().equals(id)) {
                return check;
            }
        }
        return null;
    }

    /// @param from a check of this cell
    CellState with(CheckState from, CheckState to) {
        var next = new ArrayList<>(checks);
        next.set(next.indexOf(from), to);
        return with(next);
    }

    CellState with(List<CheckState> checks) {
        return new CellState(cell, number, verdict, onset, marks, flapping, checks);
    }
}
