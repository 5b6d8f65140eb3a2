package dev.tocsin.incident.trace;

import dev.tocsin.incident.trace.CellTrace.Step;
import java.util.List;

/// A trace as a page shows it.
///
/// @param knowsChanges whether the changes of the cell could be read
/// @param knowsDecisions whether the decisions about it could be read
public record FoundTrace(CellTrace trace, boolean knowsChanges, boolean knowsDecisions) {

    private static final int MOST_STEPS = 200;

    /// Whether the answer rests on all that there is.
    public boolean isWhole() {
        return knowsChanges && knowsDecisions;
    }

    public List<Step> steps() {
        return trace.steps().stream().limit(MOST_STEPS).toList();
    }

    public int otherSteps() {
        return Math.max(0, trace.steps().size() - MOST_STEPS);
    }
}
