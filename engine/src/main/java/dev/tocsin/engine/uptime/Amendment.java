package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import java.time.Instant;
import java.util.List;

/// A correction: the true verdict of some cells for a span of time, with its author and the reason. It changes no
/// measurement, and is never edited itself: when several cover the same time, the latest counts.
///
/// @param id increases with each amendment
/// @param verdict the true verdict of the cells
/// @param at when it was made
public record Amendment(long id, List<Cell> cells, Span span, Verdict verdict, String reason, String by, Instant at) {

    public Amendment {
        cells = List.copyOf(cells);
    }
}
