package dev.tocsin.engine.detection;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One check of a cell, and the verdict that results from its reports. Times are in milliseconds.
public sealed interface CheckState permits VotedCheck, HeartbeatCheck {

    AssignedCheck definition();

    /// Null while the first verdict is awaited; the check is left out of the cell's verdict until then.
    @Nullable
    Verdict verdict();

    /// The onset of the verdict; while the first is awaited, the time at which the check was defined.
    long since();

    static CheckState awaited(AssignedCheck definition, long clock) {
        return definition.heartbeat() == null
                ? VotedCheck.awaited(definition, clock)
                : HeartbeatCheck.awaited(definition, clock);
    }

    /// The same question with other settings keeps its reports; another question starts anew.
    default CheckState redefined(AssignedCheck to, long clock) {
        return definition().definition().equals(to.definition()) ? adapted(to, clock) : awaited(to, clock);
    }

    /// @param to the same question with other settings
    CheckState adapted(AssignedCheck to, long clock);

    /// The check after everything that follows from its reports by the partition's clock.
    ///
    /// @param region the region of the cell
    CheckState settled(PartitionState partition, String region);

    /// The earliest time at which the mere passing of time may change something.
    long due(PartitionState partition);

    Stream<CountedVote> counted(PartitionState partition, String region);

    /// The rule behind the verdict, with the reports and the numbers that it used; one line.
    String reason(PartitionState partition, String region);

    /// Whether it has no majority and keeps its verdict for the time being.
    boolean isContested();

    /// Whether only one vantage point asks.
    boolean isSingleSource();

    /// Whether both mean the same for the cell's verdict.
    default boolean saysSameAs(CheckState other) {
        return verdict() == other.verdict() && isContested() == other.isContested();
    }
}
