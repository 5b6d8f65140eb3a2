package dev.tocsin.incident.replay.page;

import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.replay.ReplayRequest;

/// The result of reading what is asked.
sealed interface ReplayReading {

    /// @param filled the entries with everything that follows from them
    record Asked(ReplayRequest request, ReplayEntries filled) implements ReplayReading {}

    /// No setting is changed yet.
    record Empty(ReplayEntries filled) implements ReplayReading {}

    record Mistaken(FormErrors errors) implements ReplayReading {}
}
