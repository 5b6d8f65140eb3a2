package dev.tocsin.probe.check.http;

/// The use of an answer's body.
enum BodyUse {
    /// The body is not read.
    NONE,
    /// The body is read, to see that it arrives.
    DRAINED,
    /// The body is read and examined.
    KEPT
}
