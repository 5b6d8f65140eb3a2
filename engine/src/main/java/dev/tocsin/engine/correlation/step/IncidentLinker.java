package dev.tocsin.engine.correlation.step;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.rule.Relations;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Links related incidents that were announced apart: they stay apart, and each names the other.
record IncidentLinker(Draft draft) {

    /// Links the incidents that turn out to be the same trouble as this one.
    void link(String incident) {
        new Relations(draft.state())
                .found(draft.incident(incident))
                .forEach(relation -> link(relation.incident().id(), incident, List.of(), relation.reason()));
    }

    /// @param cells the cells that show the relation
    void link(String one, String other, Collection<Cell> cells, String reason) {
        if (draft.incident(one).linked().contains(other)) {
            return;
        }
        draft.explain(other, cells, Rule.LINKED, reason, Map.of());
        draft.publish(draft.incident(one).link(other, draft.now()));
        draft.publish(draft.incident(other).link(one, draft.now()));
    }
}
