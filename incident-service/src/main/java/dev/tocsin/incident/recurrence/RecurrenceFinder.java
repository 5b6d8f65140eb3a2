package dev.tocsin.incident.recurrence;

import dev.tocsin.engine.recurrence.Recurrence;
import java.util.List;

/// Finds the traits that an incident shares with earlier ones.
public interface RecurrenceFinder {

    /// Empty for an incident that is not stored, and for one that is not the third of its kind.
    List<Recurrence> of(String incident);
}
