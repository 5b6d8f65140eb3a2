package dev.tocsin.engine.detection;

import dev.tocsin.contract.status.CellStatusEvent;
import java.util.List;

/// What to keep of a cell, and what to publish about it, in order.
record Decision(CellState next, List<CellStatusEvent> changes) {

    Decision {
        changes = List.copyOf(changes);
    }

    static Decision nothing(CellState state) {
        return new Decision(state, List.of());
    }
}
