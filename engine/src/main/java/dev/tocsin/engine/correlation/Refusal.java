package dev.tocsin.engine.correlation;

/// Why nothing was done of what an operator wanted.
public sealed interface Refusal {

    String why();

    /// There is no such incident, or none of which anything can be changed any more.
    record Unknown(String why) implements Refusal {}

    /// The wish is right, but not for the incident as it stands.
    record Impossible(String why) implements Refusal {}

    /// @param field of the command that is wrong
    record Wrong(String field, String why) implements Refusal {}
}
