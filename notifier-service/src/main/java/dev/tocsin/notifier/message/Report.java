package dev.tocsin.notifier.message;

import java.time.Instant;

/// What a notice says, as it was decided; it is stored, and told the same at each attempt.
public sealed interface Report permits IncidentReport, MaintenanceReport {

    /// An incident's id, or `maintenance/` and a window's.
    String about();

    /// Rises with each notice of what it is about.
    long number();

    String title();

    /// When what it tells happened.
    Instant at();

    /// The page on which it can be followed.
    String path();
}
