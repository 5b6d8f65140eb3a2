package dev.tocsin.engine.correlation;

import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state to keep, the events to publish, and the reasons.
///
/// @param held changes whose rollout should stop
/// @param refusal why an operator's command was not executed; null if it was
public record CorrelationDecision(
        Correlation next,
        List<StoryStep> published,
        List<ChangeHeld> held,
        List<TraceEntry> trace,
        @Nullable Refusal refusal) {}
