package dev.tocsin.benchmarks.notices;

/// What an endpoint does with a request.
public enum EndpointState {
    ANSWERS,
    /// Takes the connection and never answers.
    HANGS,
    /// Answers 500.
    FAILS
}
