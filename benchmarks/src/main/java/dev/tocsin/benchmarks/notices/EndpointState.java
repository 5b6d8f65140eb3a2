package dev.tocsin.benchmarks.notices;

/// The behaviour of an endpoint on a request.
public enum EndpointState {
    ANSWERS,
    /// Takes the connection and never answers.
    HANGS,
    /// Answers 500.
    FAILS
}
