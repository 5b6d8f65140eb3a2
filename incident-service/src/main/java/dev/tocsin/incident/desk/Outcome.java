package dev.tocsin.incident.desk;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.Decision;
import dev.tocsin.engine.correlation.Refusal;
import dev.tocsin.engine.lifecycle.Told;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;

/// What came of an operator's order.
public sealed interface Outcome {

    /// @param incident as it stands after it; of a split the new one
    /// @param effects what it does, a sentence each
    record Done(IncidentSnapshot incident, List<String> effects) implements Outcome {}

    /// Nothing changed, for these fields.
    record Wrong(List<FieldError> errors) implements Outcome {}

    /// Right, but not for this incident as it stands.
    record Impossible(String why) implements Outcome {}

    record Unknown(String why) implements Outcome {}

    static Outcome of(Command command, Decision decision) {
        return switch (decision.refusal()) {
            case null -> new Done(after(command, decision.told()), Effects.of(command, decision));
            case Refusal.Unknown(var why) -> new Unknown(why);
            case Refusal.Impossible(var why) -> new Impossible(why);
            case Refusal.Wrong(var field, var why) -> new Wrong(List.of(new FieldError(field, why)));
        };
    }

    private static IncidentSnapshot after(Command command, List<Told> told) {
        return told.stream()
                .filter(one -> one.incident().id().equals(command.incident()) != (command instanceof Split))
                .reduce((_, last) -> last)
                .orElseThrow()
                .snapshot();
    }
}
