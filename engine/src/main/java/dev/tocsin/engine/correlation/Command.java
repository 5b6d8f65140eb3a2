package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command of an operator.
public sealed interface Command {

    /// The incident that it is about, or the one that it opens.
    String incident();

    /// The operator who gives the command.
    String by();

    /// The time of the command, by the clock of the edge that received it.
    Instant at();

    /// A command on an incident that exists.
    sealed interface OnIncident extends Command {}

    /// Opens an incident that no check has found. The same command again changes nothing.
    ///
    /// @param incident the id that it gets: the same request gives the same
    /// @param title one line for customers; null to leave it to the machine
    /// @param severity null to leave it to the machine
    /// @param cells the cells that are affected, at least one
    /// @param verdict how: DOWN or DEGRADED
    /// @param text the first update for customers, in Markdown
    /// @param nextUpdateBy when the next update is promised, or null
    record Open(
            String incident,
            String by,
            @Nullable String title,
            @Nullable Severity severity,
            List<Cell> cells,
            Verdict verdict,
            String text,
            @Nullable Instant nextUpdateBy,
            Instant at)
            implements Command {

        public Open {
            cells = cells.stream().distinct().sorted().toList();
            if (!verdict.isBad()) {
                throw new IllegalArgumentException("An incident with cells that are %s is none".formatted(verdict));
            }
        }
    }

    record Acknowledge(String incident, String by, Instant at) implements OnIncident {}

    record Unacknowledge(String incident, String by, Instant at) implements OnIncident {}

    /// @param to the person who has it from now on
    record Assign(String incident, String to, String by, Instant at) implements OnIncident {}

    record Unassign(String incident, String by, Instant at) implements OnIncident {}

    /// @param text Markdown, for customers
    /// @param nextUpdateBy when the next update is promised, or null
    record PostUpdate(
            String incident,
            String by,
            String text,
            @Nullable Instant nextUpdateBy,
            Instant at) implements OnIncident {}

    /// @param update the number of the event that posted the update
    /// @param text what it reads from now on, in Markdown
    record EditUpdate(String incident, long update, String by, String text, Instant at) implements OnIncident {}

    /// Takes an update away from customers.
    ///
    /// @param update the number of the event that posted the update
    record WithdrawUpdate(String incident, long update, String by, String reason, Instant at) implements OnIncident {}

    /// Only for an incident that is over.
    ///
    /// @param procedure changes in procedure
    record PublishPostmortem(String incident, String by, String cause, String remedy, String procedure, Instant at)
            implements OnIncident {}

    /// @param title null to leave it to the machine
    /// @param severity null to leave it to the machine
    record CorrectImpact(
            String incident,
            String by,
            @Nullable String title,
            @Nullable Severity severity,
            String reason,
            Instant at) implements OnIncident {}

    /// Adds cells that no check has found, and takes away cells that do not belong to the incident. A cell that is
    /// taken away while it is bad opens nothing until it was up once.
    ///
    /// @param verdict how the added cells are: DOWN or DEGRADED
    record CorrectCells(
            String incident,
            String by,
            List<Cell> added,
            List<Cell> removed,
            Verdict verdict,
            String reason,
            Instant at)
            implements OnIncident {

        public CorrectCells {
            added = added.stream().distinct().sorted().toList();
            removed = removed.stream().distinct().sorted().toList();
            if (!verdict.isBad()) {
                throw new IllegalArgumentException("A cell that is %s is not affected".formatted(verdict));
            }
        }
    }

    /// Ends the incident, even if cells of it are bad: such a cell opens nothing until it was up once.
    ///
    /// @param reason required while a cell of it is not up
    record Resolve(String incident, String by, @Nullable String reason, Instant at) implements OnIncident {}

    /// Reopens an incident that is over, as long as a failure would. Its next episode begins with the cells of the
    /// last.
    record Reopen(String incident, String by, String reason, Instant at) implements OnIncident {}

    /// Continues the incident in another one, which takes over its outages.
    record Merge(String incident, String into, String by, Instant at) implements OnIncident {}

    /// Makes an incident of its own from cells that have nothing to do with the rest.
    record Split(String incident, List<Cell> cells, String by, Instant at) implements OnIncident {

        public Split {
            cells = List.copyOf(cells);
        }
    }
}
