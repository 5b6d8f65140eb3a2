package dev.tocsin.incident.operations;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.correlation.Refusal;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;

/// What came of an operator's order.
public sealed interface ActionResult {

    /// @param incident as it stands after it; of a split the new one
    /// @param effects what it does, a sentence each
    record Done(IncidentSnapshot incident, List<String> effects) implements ActionResult {}

    /// Nothing changed, for these fields.
    record Wrong(List<FieldError> errors) implements ActionResult {}

    /// Right, but not for this incident as it stands.
    record Impossible(String why) implements ActionResult {}

    record Unknown(String why) implements ActionResult {}

    static ActionResult of(Command command, CorrelationDecision decision) {
        return switch (decision.refusal()) {
            case null -> new Done(after(command, decision.told()), Effects.of(command, decision));
            case Refusal.Unknown(var why) -> new Unknown(why);
            case Refusal.Impossible(var why) -> new Impossible(why);
            case Refusal.Wrong(var field, var why) -> new Wrong(List.of(new FieldError(field, why)));
        };
    }

    private static IncidentSnapshot after(Command command, List<StoryStep> told) {
        return told.stream()
                .filter(one -> one.incident().id().equals(command.incident()) != (command instanceof Split))
                .reduce((_, last) -> last)
                .orElseThrow()
                .snapshot();
    }
}
