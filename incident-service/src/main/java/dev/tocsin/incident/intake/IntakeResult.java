package dev.tocsin.incident.intake;

import dev.tocsin.contract.Event;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;

/// The result for a received body: all of it is right, or none of it is accepted.
public sealed interface IntakeResult {

    record Accepted(List<Event> events) implements IntakeResult {}

    /// @param errors at least one
    record Refused(List<FieldError> errors) implements IntakeResult {}

    static IntakeResult of(List<? extends Event> events, List<FieldError> errors) {
        return errors.isEmpty() ? new Accepted(List.copyOf(events)) : new Refused(List.copyOf(errors));
    }
}
