package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command of an operator on an incident.
public sealed interface Command {

    String incident();

    /// The operator who gives the command.
    String by();

    /// The time of the command, by the clock of the edge that received it.
    Instant at();

    record Acknowledge(String incident, String by, Instant at) implements Command {}

    record Unacknowledge(String incident, String by, Instant at) implements Command {}

    /// @param text Markdown, for customers
    /// @param nextUpdateBy when the next update is promised, or null
    record PostUpdate(
            String incident,
            String by,
            String text,
            @Nullable Instant nextUpdateBy,
            Instant at) implements Command {}

    /// Only for an incident that is over.
    ///
    /// @param procedure changes in procedure
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

    /// Ends the incident, even if cells of it are bad: such a cell opens nothing until it was up once.
    ///
    /// @param reason required while a cell of it is not up
    record Resolve(String incident, String by, @Nullable String reason, Instant at) implements Command {}

    /// Continues the incident in another one, which takes over its outages.
    record Merge(String incident, String into, String by, Instant at) implements Command {}

    /// Makes an incident of its own from cells that have nothing to do with the rest.
    record Split(String incident, List<Cell> cells, String by, Instant at) implements Command {

        public Split {
            cells = List.copyOf(cells);
        }
    }
}
