package dev.tocsin.engine.correlation;

/// The reason why an operator's command was not executed.
public sealed interface Refusal {

    String why();

    /// There is no such incident, or it can no longer be changed.
    record Unknown(String why) implements Refusal {}

    /// The command is valid, but not for the incident in its present state.
    record Impossible(String why) implements Refusal {}

    /// The command was executed before, so it changes nothing now.
    record Repeated(String why) implements Refusal {}

    /// @param field the field of the command that is wrong
    record Wrong(String field, String why) implements Refusal {}
}
