package dev.tocsin.engine.detection;

import dev.tocsin.contract.status.CellStatusEvent;
import java.util.List;

/// The state of a cell to keep, and the events about it to publish, in order.
record CellDecision(CellState next, List<CellStatusEvent> changes) {

    CellDecision {
        changes = List.copyOf(changes);
    }

    static CellDecision nothing(CellState state) {
        return new CellDecision(state, List.of());
    }
}
