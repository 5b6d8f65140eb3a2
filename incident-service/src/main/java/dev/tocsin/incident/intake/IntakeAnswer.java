package dev.tocsin.incident.intake;

import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;

/// The answer to a sender of events.
public sealed interface IntakeAnswer {

    /// Kafka has all of them.
    record Stored(int events) implements IntakeAnswer {}

    /// @param errors at least one
    record Wrong(List<FieldError> errors) implements IntakeAnswer {}

    /// They may be sent again as they are; no event counts twice.
    ///
    /// @param why sentences for the sender
    record Later(String why) implements IntakeAnswer {}

    /// Kafka never takes them, such as for their size.
    ///
    /// @param why a sentence for the sender
    record Refused(String why) implements IntakeAnswer {}
}
