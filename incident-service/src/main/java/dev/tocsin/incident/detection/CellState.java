package dev.tocsin.incident.detection;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.Mark;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One cell as detection knows it; all that its partition's log says of it, and nothing else.
///
/// @param number of its last status change, 0 before the first; goes on after a watch that ended
/// @param verdict null before the first, and while no check watches it
/// @param onset of the verdict; null with it
/// @param marks beside the verdict, in the order of the enum
/// @param checks by id; none when the watch has ended
public record CellState(
        Cell cell,
        long number,
        @Nullable Verdict verdict,
        @Nullable Instant onset,
        List<Mark> marks,
        List<CheckState> checks) {

    public CellState {
        marks = List.copyOf(marks);
        checks = List.copyOf(checks);
    }

    public static CellState unwatched(Cell cell) {
        return unwatched(cell, 0);
    }

    static CellState unwatched(Cell cell, long number) {
        return new CellState(cell, number, null, null, List.of(), List.of());
    }

    public boolean isWatched() {
        return !checks.isEmpty();
    }

    /// The earliest time at which the mere passing of time may change something; empty when nothing will.
    public Optional<Instant> due() {
        return checks.stream().flatMap(check -> check.due().stream()).min(Comparator.naturalOrder());
    }

    Optional<CheckState> check(String id) {
        return checks.stream()
                .filter(check -> check.definition().check().equals(id))
                .findFirst();
    }

    CellState with(CheckState changed) {
        var id = changed.definition().check();
        return with(checks.stream()
                .map(check -> check.definition().check().equals(id) ? changed : check)
                .toList());
    }

    CellState with(List<CheckState> checks) {
        return new CellState(cell, number, verdict, onset, marks, checks);
    }
}
