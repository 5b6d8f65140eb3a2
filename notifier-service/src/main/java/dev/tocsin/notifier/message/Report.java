package dev.tocsin.notifier.message;

import java.time.Instant;

/// The content of a notice, as it was decided; it is stored, and is the same at each attempt.
public sealed interface Report permits IncidentReport, MaintenanceReport, OperatorReport {

    /// An incident's id; `maintenance/` and a window's id; or `operators/` and an incident's id, for a notice to
    /// operators.
    String about();

    /// Rises with each notice of the same incident or window.
    long number();

    String title();

    /// The time of the event that is reported.
    Instant at();

    /// The path of the page on which the incident or window can be followed.
    String path();
}
