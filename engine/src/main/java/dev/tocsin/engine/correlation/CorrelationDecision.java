package dev.tocsin.engine.correlation;

import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to keep, what to tell, and why.
///
/// @param held changes whose rollout does well to stop
/// @param refusal why nothing was done of what an operator wanted; null if it was done
public record CorrelationDecision(
        Correlation next,
        List<StoryStep> told,
        List<ChangeHeld> held,
        List<TraceEntry> trace,
        @Nullable Refusal refusal) {}
