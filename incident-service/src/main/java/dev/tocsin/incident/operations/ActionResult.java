package dev.tocsin.incident.operations;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.correlation.Refusal;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;

/// The result of an operator action.
public sealed interface ActionResult {

    /// @param incident the incident after the action; after a split, the new one; for an action that was taken before,
    ///     the incident as it is now
    /// @param effects the effects of the action, a sentence each
    record Done(IncidentSnapshot incident, List<String> effects) implements ActionResult {}

    /// Nothing changed, because these fields are wrong.
    record Wrong(List<FieldError> errors) implements ActionResult {}

    /// The action is valid, but the incident's present state does not allow it.
    record Impossible(String why) implements ActionResult {}

    /// Nothing changed, because the incident has changed since the operator last saw it, in a way that matters.
    ///
    /// @param changes the changes, a sentence each
    record Outdated(List<String> changes) implements ActionResult {}

    record Unknown(String why) implements ActionResult {}

    static ActionResult of(Command command, CorrelationDecision decision) {
        return switch (decision.refusal()) {
            case null -> new Done(after(command, decision.published()), Effects.of(command, decision));
            case Refusal.Repeated _ ->
                new Done(StoryStep.snapshotOf(decision.next().incident(command.incident())), List.of());
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
