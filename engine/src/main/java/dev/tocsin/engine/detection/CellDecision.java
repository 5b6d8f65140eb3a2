package dev.tocsin.engine.detection;

import dev.tocsin.contract.status.CellStatusEvent;
import java.util.List;

/// What to keep of a cell, and what to publish about it, in order.
record CellDecision(CellState next, List<CellStatusEvent> changes) {

    CellDecision {
        changes = List.copyOf(changes);
    }

    static CellDecision nothing(CellState state) {
        return new CellDecision(state, List.of());
    }
}
