package dev.tocsin.probe.check.http;

/// What becomes of an answer's body.
enum BodyUse {
    /// The answer ends with its head.
    NONE,
    /// It is read, to see that it comes.
    DRAINED,
    /// Somebody looks at it.
    KEPT
}
