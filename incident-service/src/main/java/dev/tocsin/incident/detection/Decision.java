package dev.tocsin.incident.detection;

import dev.tocsin.contract.status.CellStatusEvent;
import java.util.List;
import java.util.stream.Stream;

/// What to keep of a cell, and what to publish about it, in order.
public record Decision(CellState next, List<CellStatusEvent> changes) {

    public Decision {
        changes = List.copyOf(changes);
    }

    static Decision nothing(CellState state) {
        return new Decision(state, List.of());
    }

    Decision then(Decision later) {
        return new Decision(
                later.next,
                Stream.concat(changes.stream(), later.changes.stream()).toList());
    }
}
