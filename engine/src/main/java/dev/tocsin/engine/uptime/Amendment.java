package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import java.time.Instant;
import java.util.List;

/// A correction: what some cells were in truth for a while, who says so, and why. Nothing that was measured is changed
/// by it, and none is ever edited: where several speak of the same time, the latest counts.
///
/// @param id rises with each
/// @param verdict what they were
/// @param at when it was made
public record Amendment(long id, List<Cell> cells, Span span, Verdict verdict, String reason, String by, Instant at) {

    public Amendment {
        cells = List.copyOf(cells);
    }
}
