package dev.tocsin.incident.trust.uptime;

import dev.tocsin.engine.uptime.Amendment;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;

/// The result of an operator's request to amend uptime.
public sealed interface AmendmentResult {

    record Done(Amendment amendment) implements AmendmentResult {}

    /// @param errors at least one
    record Wrong(List<FieldError> errors) implements AmendmentResult {}
}
