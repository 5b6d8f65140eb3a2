package dev.tocsin.engine.detection;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One check of a cell, and the verdict that its reports amount to. Times are in milliseconds.
public sealed interface CheckState permits VotedCheck, HeartbeatCheck {

    AssignedCheck definition();

    /// Null while its first is awaited; the check is left out of the cell's verdict until then.
    @Nullable
    Verdict verdict();

    /// The onset of the verdict; while that is awaited, when the check was defined.
    long since();

    static CheckState awaited(AssignedCheck definition, long clock) {
        return definition.heartbeat() == null
                ? VotedCheck.awaited(definition, clock)
                : HeartbeatCheck.awaited(definition, clock);
    }

    /// The same question asked otherwise keeps what was reported; another question starts anew.
    default CheckState redefined(AssignedCheck to, long clock) {
        return definition().definition().equals(to.definition()) ? adapted(to, clock) : awaited(to, clock);
    }

    /// @param to the same question, asked otherwise
    CheckState adapted(AssignedCheck to, long clock);

    /// With what follows from the reports by the partition's clock.
    ///
    /// @param region of the cell
    CheckState settled(PartitionState partition, String region);

    /// The earliest time at which the mere passing of time may change something.
    long due(PartitionState partition);

    Stream<CountedVote> counted(PartitionState partition, String region);

    /// Which rule made the verdict what it is, from which reports, by which numbers; one line.
    String reason(PartitionState partition, String region);

    /// Without a majority, and keeping its verdict for the time being.
    boolean isContested();

    /// Whether only one vantage point asks.
    boolean isSingleSource();

    /// Whether a cell would find the same of both.
    default boolean saysSameAs(CheckState other) {
        return verdict() == other.verdict() && isContested() == other.isContested();
    }
}
