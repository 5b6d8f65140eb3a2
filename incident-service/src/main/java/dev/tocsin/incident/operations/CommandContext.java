package dev.tocsin.incident.operations;

/// The things that a command may refer to, beside the incident's present state.
public interface CommandContext {

    /// Whether an event with this number posted an update that customers may read.
    boolean hasStandingUpdate(long number);

    boolean hasAccount(String name);
}
