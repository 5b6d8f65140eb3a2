package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator wants done with an incident.
public sealed interface Command {

    String incident();

    /// Who wants it.
    String by();

    /// When, by the clock of the edge that took it.
    Instant at();

    record Acknowledge(String incident, String by, Instant at) implements Command {}

    /// @param text Markdown, for customers
    /// @param nextUpdateBy when the next is promised, or null
    record PostUpdate(
            String incident,
            String by,
            String text,
            @Nullable Instant nextUpdateBy,
            Instant at) implements Command {}

    /// Once it is over.
    ///
    /// @param procedure what changes in procedure
    record PublishPostmortem(String incident, String by, String cause, String remedy, String procedure, Instant at)
            implements Command {}

    /// @param title null to leave it to the machine
    /// @param severity null to leave it to the machine
    record CorrectImpact(
            String incident,
            String by,
            @Nullable String title,
            @Nullable Severity severity,
            String reason,
            Instant at) implements Command {}

    /// Over, though cells may be bad: those open nothing until each was up once.
    ///
    /// @param reason wanted while a cell of it is not up
    record Resolve(String incident, String by, @Nullable String reason, Instant at) implements Command {}

    /// Goes on in another incident, which takes its outages.
    record Merge(String incident, String into, String by, Instant at) implements Command {}

    /// These cells have nothing to do with the rest, and become an incident of their own.
    record Split(String incident, List<Cell> cells, String by, Instant at) implements Command {

        public Split {
            cells = List.copyOf(cells);
        }
    }
}
